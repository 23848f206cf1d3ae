// #region contract
import { describe, it } from 'node:test';

import { describeJobTypeContract, makeJobHarness, makeSuiteRunner } from 'lava-docker-job/testing';

import { cmdJob, harnessOptions } from './harness.js';

const runner = makeSuiteRunner({ describe, it });

describeJobTypeContract(runner, {
  makeSubject: () => {
    const harness = makeJobHarness(harnessOptions());
    return Promise.resolve({
      harness,
      good: cmdJob({ payload: 'echo fine', parameters: { args: ['a'], timeout: '1m' } }),
      failing: cmdJob({ payload: 'false' }),
      endless: cmdJob({ payload: `sh -c 'echo begun; sleep 1000'` }),
      begun: () => harness.context.captured.whenSeen('output'),
      bad: [
        { job: cmdJob({ payload: '' }), path: 'payload' },
        { job: cmdJob({ parameters: { timeout: 'soon' } }), path: 'parameters.timeout' },
        { job: cmdJob({ parameters: { nosuch: 1 } }), path: 'parameters' },
      ],
    });
  },
  dispose: ({ harness }) => harness.dispose(),
});
// #endregion contract

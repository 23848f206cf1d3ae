// #region contract
import { describe, it } from 'node:test';

import { describeJobTypeContract, makeJobHarness, type SuiteRunner } from 'lava-docker-job/testing';

import { cmdJob, harnessOptions } from './harness.js';

/** The suites take any runner that can do these three things. */
const runner: SuiteRunner = {
  describe: (name, body) => void describe(name, body),
  it: (name, body) => void it(name, body),
  skip: (name, reason) => void it(name, { skip: reason }),
};

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

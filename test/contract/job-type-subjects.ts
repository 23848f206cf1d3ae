import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import * as t from 'io-ts';

import { defineJobType, type JobType, jobAborted, jobError } from '../../src/index.js';
import {
  type HarnessPorts,
  type JobTypeSubject,
  makeFakeProgram,
  makeJobHarness,
  makeTestJob,
  type SuiteSetup,
} from '../../src/testing/index.js';
import { dockerHarness, dockerJob } from '../unit/docker/docker-harness.js';

/** The docker job type, with a program for each kind of job. */
export const dockerJobTypeSubject = (): JobTypeSubject => {
  const programs = {
    good: makeFakeProgram({ output: ['fine\n'] }),
    bad: makeFakeProgram({ output: ['oh\n'], exitStatus: 3 }),
    endless: makeFakeProgram({ output: ['begun\n'], runs: 'forever' }),
  };
  const harness = makeJobHarness(dockerHarness({ image: { programs } }));
  const job = (command: string) => dockerJob({ parameters: { docker: 'dk', command } });
  return {
    harness,
    good: job('good'),
    failing: job('bad'),
    endless: job('endless'),
    begun: () => harness.context.captured.whenSeen('output'),
    bad: [
      { job: dockerJob({ payload: 'no image:' }), path: 'payload' },
      { job: dockerJob({ parameters: { docker: 'dk', timeout: 'soon' } }), path: 'parameters.timeout' },
      { job: dockerJob({ parameters: { docker: 'dk', nosuch: 1 } }), path: 'parameters' },
    ],
  };
};

const parameters = t.exact(t.type({ mode: t.keyof({ good: null, bad: null, endless: null }) }));

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });

/** A job type that is easily spoiled: it writes a file, looks at its state, and ends as it is told. */
export const makeModeJobType = ({ state }: HarnessPorts): JobType =>
  defineJobType({
    type: 'mode',
    parameters,
    run: async (job, context) => {
      const { signal } = context;
      const stopIfAborted = (phase: string): void => {
        if (signal.aborted) throw jobAborted(phase);
      };
      stopIfAborted('start');
      await state.find({ realm: job.realm, stateIds: ['a'] }, { signal })();
      await writeFile(path.join(context.temporaryDirectory, 'out'), job.parameters.mode);
      if (job.parameters.mode === 'endless') await untilAborted(signal);
      stopIfAborted('run');
      if (job.parameters.mode === 'good') return { exit_status: 0, output: 's3://b/out' };
      const data = { exit_status: 2, outcome: 'exited' };
      throw jobError('ExitStatusError', { code: 'mode.failed', message: 'Failed', details: {}, data });
    },
  });

/** A subject around a job type that takes modes. */
export const modeJobTypeSubject = (
  makeJobType: (ports: HarnessPorts) => JobType = makeModeJobType,
): JobTypeSubject => {
  const harness = makeJobHarness({ makeJobType });
  const job = (mode: string) => makeTestJob({ type: 'mode', parameters: { mode } });
  return {
    harness,
    good: job('good'),
    failing: job('bad'),
    endless: job('endless'),
    begun: async () => {
      while (harness.temporaryFiles().length === 0) await new Promise(setImmediate);
    },
    bad: [
      { job: job('nosuch'), path: 'parameters.mode' },
      { job: makeTestJob({ type: 'mode', parameters: {} }), path: 'parameters.mode' },
    ],
  };
};

/** A setup that removes the files of its harnesses. */
export const harnessSetup = (makeSubject: () => JobTypeSubject): SuiteSetup<JobTypeSubject> => ({
  makeSubject: () => Promise.resolve(makeSubject()),
  dispose: ({ harness }) => harness.dispose(),
});

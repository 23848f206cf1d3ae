// #region harness
import assert from 'node:assert/strict';

import type * as E from 'fp-ts/lib/Either.js';
import type { Job, JobError, JobResult } from 'lava-docker-job';
import { makeJinjaRenderer } from 'lava-docker-job/adapters/jinja';
import {
  type HarnessFaults,
  type JobHarness,
  type JobHarnessOptions,
  makeTestJob,
  nothingLeft,
  type TestContext,
  type TestContextOverrides,
  withJobHarness,
} from 'lava-docker-job/testing';

import { makeCmdJobType } from '../src/index.js';

/** What a case may change. */
export interface Setup {
  readonly payload?: unknown;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly context?: Omit<TestContextOverrides, 'temporaryDirectory'>;
  readonly faults?: HarnessFaults;
}

type CmdJobType = ReturnType<typeof makeCmdJobType>;

/** The job type on fakes of its ports; templates and processes are real. */
export const harnessOptions = ({ context, faults }: Setup = {}): JobHarnessOptions<CmdJobType> => ({
  makeJobType: (ports, place) => makeCmdJobType({ ...ports, renderer: makeJinjaRenderer() }, place),
  // Commands are found by it.
  context: { environment: { PATH: process.env['PATH'] }, ...context },
  ...(faults === undefined ? {} : { faults }),
});

/** A job with a command. */
export const cmdJob = ({ payload = 'true', parameters = {} }: Setup = {}): Job =>
  makeTestJob({ type: 'cmd', payload, parameters });
// #endregion harness

/** What a case works with. */
export interface Case {
  readonly harness: JobHarness;
  readonly context: TestContext;
  /** Runs the job. */
  readonly run: () => Promise<E.Either<JobError, JobResult>>;
  /** The text of `stdout` or `stderr` as it was stored. */
  readonly stored: (stream: 'stdout' | 'stderr') => string | undefined;
}

/** Gives a job and a harness to a case, and sees to it that the run has left nothing. */
export const withCase = (setup: Setup, work: (the: Case) => Promise<void>): Promise<void> =>
  withJobHarness(harnessOptions(setup), async (harness) => {
    const { context, fakes } = harness;
    await work({
      harness,
      context,
      run: () => harness.run(cmdJob(setup)),
      stored: (stream) => fakes.objects.text(`${context.s3Temp}/${stream}`),
    });
    assert.deepEqual(harness.leftovers(), nothingLeft);
  });

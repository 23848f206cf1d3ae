import { rm } from 'node:fs/promises';
import path from 'node:path';

import type * as E from 'fp-ts/lib/Either.js';
import type { JobError, JobResult, ObjectStore } from 'lava-docker-job';
import { makeJinjaRenderer } from 'lava-docker-job/adapters/jinja';
import {
  type InMemoryObjectStore,
  makeInMemoryObjectStore,
  makeInMemoryStateLookup,
  makeTestContext,
  makeTestJob,
  type TestContext,
  type TestContextOverrides,
} from 'lava-docker-job/testing';

import { makeCmdJobType } from '../src/index.js';

/** What a case may change. */
export interface Setup {
  readonly payload?: unknown;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly context?: TestContextOverrides;
  readonly objects?: ObjectStore;
}

/** What a case works with. */
export interface Case {
  readonly context: TestContext;
  readonly objects: InMemoryObjectStore;
  readonly spoolDirectory: string;
  /** Runs the job. */
  readonly run: () => Promise<E.Either<JobError, JobResult>>;
  /** The text of `stdout` or `stderr` as it was stored. */
  readonly stored: (stream: 'stdout' | 'stderr') => string | undefined;
}

// #region harness
/** Gives a job and a context to a case, and sees to it that nothing is left of them. */
export const withCase = async (setup: Setup, work: (the: Case) => Promise<void>): Promise<void> => {
  const context = makeTestContext({ environment: { PATH: process.env['PATH'] }, ...setup.context });
  const spoolDirectory = path.join(context.temporaryDirectory, 'spool');
  const objects = makeInMemoryObjectStore();
  const jobType = makeCmdJobType(
    {
      objects: setup.objects ?? objects,
      renderer: makeJinjaRenderer(),
      state: makeInMemoryStateLookup(),
    },
    { spoolDirectory },
  );
  const { payload = 'true', parameters = {} } = setup;
  const job = makeTestJob({ type: 'cmd', payload, parameters });
  await work({
    context,
    objects,
    spoolDirectory,
    run: jobType.run(job, context),
    stored: (stream) => objects.text(`${context.s3Temp}/${stream}`),
  });
  await rm(spoolDirectory, { recursive: true, force: true });
  await context.dispose();
};
// #endregion harness

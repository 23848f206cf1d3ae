import * as E from 'fp-ts/lib/Either.js';
import { join } from 'node:path';
import { tmpdir } from 'node:os';

import type { JobContext } from '../job/job-context.js';
import type { JobError } from '../job/job-error.js';
import type { Job } from '../job/job.js';
import { jobContext } from '../job/run-job/job-context.js';
import { prepareJob } from '../job/run-job/prepare-job.js';
import type { Worker } from './worker.js';

/** A job and its context, for commands that do not run it. The temporary directory is named and not made. */
export const planJob = (
  spec: unknown,
  { realm, options }: Worker,
): E.Either<JobError, { readonly job: Job; readonly context: JobContext }> => {
  const prepared = prepareJob(spec, realm, options);
  if (E.isLeft(prepared)) return prepared;
  const { job } = prepared.right;
  const context = jobContext(job, prepared.right.realm, { ...options, temporaryRoot: '' });
  return E.right({
    job,
    context: { ...context, state: 'as-stored', temporaryDirectory: join(tmpdir(), 'lava', job.run_id) },
  });
};

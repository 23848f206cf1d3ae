import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobContext } from './job-context.js';
import type { JobError } from './job-error.js';
import type { JobResult } from './job-result.js';
import type { JobType } from './job-type.js';
import type { Job } from './job.js';
import { unexpected } from './make-job-error.js';

/**
 * Runs a task as a Promise.
 * @returns a Promise that resolves with what is on the right and rejects with the error on the left
 * @public
 */
export const toPromise = async <Failure extends Error, A>(task: TE.TaskEither<Failure, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw result.left;
  return result.right;
};

/**
 * Makes a task from code that uses Promises. What it throws stays as it is if it is a job error, becomes a `JobAbortedError`
 * if it is a port's `Aborted`, and an `UnexpectedError` otherwise.
 * @public
 */
export const fromPromise = <A>(run: () => Promise<A>): TE.TaskEither<JobError, A> =>
  TE.tryCatch(run, unexpected);

/**
 * Runs a job through a job type, for hosts that do not use fp-ts.
 * @returns a Promise that resolves with the result and rejects with a {@link JobError}
 * @public
 */
export const runAsPromise = (jobType: JobType, job: Job, context: JobContext): Promise<JobResult> =>
  toPromise(jobType.run(job, context));

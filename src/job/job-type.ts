import type * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type * as t from 'io-ts';

import type { JobContext } from './job-context.js';
import type { JobError } from './job-error.js';
import type { JobResult } from './job-result.js';
import type { Job } from './job.js';

/**
 * A kind of job. A host registers job types and hands each job to the one that its `type` names.
 *
 * Implement it with a class or with {@link defineJobType}.
 * @typeParam Parameters - the decoded form of the job's `parameters`
 * @public
 */
export interface JobType<Parameters = unknown> {
  /** The name that job specs use: lower-case letters, digits, `-` and `_`, beginning with a letter. */
  readonly type: string;
  /** The version of this interface; the registry refuses any other. */
  readonly apiVersion: 1;
  /** Decodes a job's `parameters`, so that a host can check a job before it schedules it. Contacts nothing. */
  readonly parameters: t.Decoder<unknown, Parameters>;
  /**
   * Checks a job as far as that can be done without contacting anything. `runJob` calls it before it contacts or makes
   * anything for the job, and a host may call it before it schedules one. Without it, only `parameters` are checked.
   * @returns on the left one error with every problem
   */
  check?(job: Job, context: JobContext): E.Either<JobError, unknown>;
  /**
   * Runs the job once.
   *
   * Nothing happens until the returned task is called. It never rejects. The job is not changed. When the context's
   * signal is aborted, the run stops what it started, leaves nothing behind but the context's temporary directory, and
   * gives a `JobAbortedError`. The host owns the temporary directory.
   * @param job - the augmented job, its parameters not yet decoded
   */
  run(job: Job, context: JobContext): TE.TaskEither<JobError, JobResult>;
}

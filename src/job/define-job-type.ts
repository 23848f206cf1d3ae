import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type * as t from 'io-ts';

import { afterAbort } from './after-abort.js';
import { checkParameters } from './check-parameters.js';
import type { JobContext } from './job-context.js';
import type { JobError } from './job-error.js';
import type { JobResult } from './job-result.js';
import type { JobType } from './job-type.js';
import type { Job } from './job.js';
import { jobAborted, unexpected } from './make-job-error.js';

/** What {@link defineJobType} is told. @public */
export interface JobTypeDefinition<Parameters> {
  /** The name that job specs use. */
  readonly type: string;
  /** Decodes the job's `parameters`. */
  readonly parameters: t.Decoder<unknown, Parameters>;
  /**
   * Checks what can be checked besides the parameters, e.g. the payload, without contacting anything. It is called once
   * the parameters have been decoded, before `run` as well. Default: nothing else is checked.
   * @param given - the same job with its parameters as they were given
   */
  readonly check?: (job: Job<Parameters>, context: JobContext, given: Job) => E.Either<JobError, unknown>;
  /**
   * Runs a job whose parameters have been decoded: as a task of fp-ts, or as a Promise. A Promise that rejects with a
   * job error fails with it; any other rejection becomes an `UnexpectedError`, or a `JobAbortedError` when the context's
   * signal is aborted by then, as it is when an aborted call rejects.
   * @param given - the same job with its parameters as they were given, which is what templates see as `job`
   */
  readonly run: (
    job: Job<Parameters>,
    context: JobContext,
    given: Job,
  ) => TE.TaskEither<JobError, JobResult> | Promise<JobResult>;
}

/**
 * Makes a job type from an object. It decodes the parameters before `check` and `run` are called; parameters that are
 * not acceptable give one `BadJobError` with every problem. `run` is not called for a run that is aborted already.
 * @throws TypeError when it has no `run`: a fault of the program that defines it
 * @public
 */
export const defineJobType = <Parameters>(definition: JobTypeDefinition<Parameters>): JobType<Parameters> => {
  const { type, parameters, run } = definition;
  // Nobody could tell later: the job type that is made always has a method of that name.
  if (typeof run !== 'function') throw new TypeError(`Job type "${type}" has no method "run": add it.`);
  const check = (job: Job, context: JobContext): E.Either<JobError, Job<Parameters>> =>
    pipe(
      checkParameters(parameters, job),
      E.map((decoded) => ({ ...job, parameters: decoded })),
      E.chainFirstW((typed) => definition.check?.(typed, context, job) ?? E.right(undefined)),
    );
  return {
    type,
    apiVersion: 1,
    parameters,
    check,
    run: (job, context) => async () => {
      try {
        const checked = check(job, context);
        if (E.isLeft(checked)) return checked;
        if (context.signal.aborted) return E.left(jobAborted('start'));
        const result = run(checked.right, context, job);
        const ended = typeof result === 'function' ? await result() : E.right(await result);
        return pipe(ended, E.mapLeft(afterAbort(context.signal)));
      } catch (cause) {
        return E.left(afterAbort(context.signal)(unexpected(cause)));
      }
    },
  };
};

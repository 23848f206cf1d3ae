import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type * as t from 'io-ts';

import { checkParameters } from './check-parameters.js';
import type { JobContext } from './job-context.js';
import type { JobError } from './job-error.js';
import type { JobResult } from './job-result.js';
import type { JobType } from './job-type.js';
import type { Job } from './job.js';
import { unexpected } from './make-job-error.js';

/** What {@link defineJobType} is told. @public */
export interface JobTypeDefinition<Parameters> {
  /** The name that job specs use. */
  readonly type: string;
  /** Decodes the job's `parameters`. */
  readonly parameters: t.Decoder<unknown, Parameters>;
  /**
   * Runs a job whose parameters have been decoded: as a task of fp-ts, or as a Promise. A Promise that rejects with a
   * job error fails with it; any other rejection becomes an `UnexpectedError`.
   */
  readonly run: (
    job: Job<Parameters>,
    context: JobContext,
  ) => TE.TaskEither<JobError, JobResult> | Promise<JobResult>;
}

/**
 * Makes a job type from an object. It decodes the parameters before `run` is called; parameters that are not acceptable
 * give one `BadJobError` with every problem.
 * @public
 */
export const defineJobType = <Parameters>(
  definition: JobTypeDefinition<Parameters>,
): JobType<Parameters> => ({
  type: definition.type,
  apiVersion: 1,
  parameters: definition.parameters,
  run: (job, context) => async () => {
    const parameters = checkParameters(definition.parameters, job);
    if (E.isLeft(parameters)) return parameters;
    try {
      const run = definition.run({ ...job, parameters: parameters.right }, context);
      return typeof run === 'function' ? await run() : E.right(await run);
    } catch (cause) {
      return E.left(unexpected(cause));
    }
  },
});

import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

import { problemsOf } from './decode/problems.js';
import type { BadJobError } from './job-error.js';
import type { Job } from './job.js';
import { badJob } from './make-job-error.js';

/** Decodes the parameters of a job; every problem is in the one error on the left. */
export const checkParameters = <Parameters>(
  decoder: t.Decoder<unknown, Parameters>,
  job: Job,
): E.Either<BadJobError, Parameters> => {
  const parameters = decoder.decode(job.parameters);
  return E.isRight(parameters)
    ? parameters
    : E.left(
        badJob(problemsOf(parameters.left, { under: 'parameters', values: 'show' }), 'Bad job parameters: '),
      );
};

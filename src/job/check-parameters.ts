import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

import { problemsOf } from './decode/problems.js';
import type { BadJobError } from './job-error.js';
import type { Job } from './job.js';
import { badJob } from './make-job-error.js';

const heading = 'Bad job parameters: ';

/** Messages that lava words without the heading for job parameters, or that have it already. */
const ownWording = /^(?:Bad [a-z_]+(?: [a-z_]+)*: |vars must be|connections parameter must be)/;

/** Puts lava's heading before a message about parameters, where lava does. */
export const headed = (message: string): string =>
  ownWording.test(message) ? message : `${heading}${message}`;

/** Decodes the parameters of a job; every problem is in the one error on the left. */
export const checkParameters = <Parameters>(
  decoder: t.Decoder<unknown, Parameters>,
  job: Job,
): E.Either<BadJobError, Parameters> => {
  const parameters = decoder.decode(job.parameters);
  if (E.isRight(parameters)) return parameters;
  const problems = problemsOf(parameters.left, {
    under: 'parameters',
    values: 'show',
    hidden: /^parameters\.env/,
  });
  return E.left(badJob(problems, ownWording.test(problems[0]?.message ?? '') ? '' : heading));
};

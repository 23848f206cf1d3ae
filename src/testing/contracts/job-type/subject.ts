import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';

import type { JobError } from '../../../job/job-error.js';
import type { JobResult } from '../../../job/job-result.js';
import type { Job } from '../../../job/job.js';
import { isJobError } from '../../../job/make-job-error.js';
import type { JobHarness } from '../../harness/job-harness.js';
import { nothingLeft } from '../../harness/leftovers.js';
import { deepFreeze } from '../deep-freeze.js';
import { settle } from '../suite.js';

/** A job that a job type must refuse. @public */
export interface BadJobExample {
  readonly job: Job;
  /** Path of one of its problems, e.g. `parameters.timeout`. */
  readonly path: string;
}

/** A job type to be tested, on a harness of its own. Nobody moves the harness's clock. @public */
export interface JobTypeSubject {
  readonly harness: JobHarness;
  /** A job that succeeds. */
  readonly good: Job;
  /** Jobs that must be refused before anything is touched. */
  readonly bad: readonly BadJobExample[];
  /** A job that is accepted and fails. */
  readonly failing: Job;
  /** A job that goes on until it is aborted. */
  readonly endless: Job;
  /** Settles when the endless job is at its work: the run is aborted then. */
  readonly begun: () => Promise<void>;
}

/** Runs a job that is frozen, with all that is in it, as is its realm: a job type that changes them fails. */
export const runFrozen = async (
  { harness }: JobTypeSubject,
  job: Job,
): Promise<E.Either<JobError, JobResult>> => {
  deepFreeze(harness.context.realm);
  const given = deepFreeze(structuredClone(job));
  return await settle(() => harness.run(given));
};

/** The result of a run that must succeed. */
export const succeeds = async (subject: JobTypeSubject, job: Job): Promise<JobResult> => {
  const result = await runFrozen(subject, job);
  if (E.isLeft(result))
    throw new assert.AssertionError({
      message: `The job failed: ${result.left._tag}: ${result.left.message}`,
    });
  return result.right;
};

/** The error of a run that must fail: it is one of the union, and a person can act on it. */
export const fails = async (subject: JobTypeSubject, job: Job): Promise<JobError> => {
  const result = await runFrozen(subject, job);
  if (E.isRight(result)) throw new assert.AssertionError({ message: 'The job succeeded, and must not' });
  isInOrder(result.left);
  return result.left;
};

/** An error of the union, with a sentence and a code. */
export const isInOrder = (error: JobError): void => {
  assert.ok(isJobError(error), `Not an error of the union: ${String(error)}`);
  assert.ok(error instanceof Error && error.message !== '', 'An error has a message');
  assert.match(error.code, /^[a-z][\w-]*(\.[\w-]+)+$/, 'An error has a dotted code');
};

/** Nothing is left but the temporary directory. */
export const isClean = ({ harness }: JobTypeSubject): void => {
  assert.deepEqual(harness.leftovers(), nothingLeft);
};

/** No port was called, and no file was made. */
export const isUntouched = (subject: JobTypeSubject): void => {
  const { harness } = subject;
  assert.deepEqual(
    harness.calls.map(({ method }) => method),
    [],
    'A port was called',
  );
  assert.deepEqual(harness.temporaryFiles(), [], 'A file was made');
  isClean(subject);
};

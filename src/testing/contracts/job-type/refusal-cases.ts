import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';

import type { JobError } from '../../../job/job-error.js';
import { type ContractCases, defineCases, soon } from '../suite.js';
import { fails, isClean, isInOrder, isUntouched, type JobTypeSubject } from './subject.js';

/** The problem is there, and told to people in the message. */
const namesProblem = (error: JobError, path: string): void => {
  isInOrder(error);
  assert.equal(error._tag, 'BadJobError', `${error._tag}: ${error.message}`);
  const paths = error.details.problems.map((problem) => problem.path);
  assert.ok(paths.includes(path), `No problem at ${path}: ${paths.join(', ')}`);
  assert.ok(error.message.includes(path), `The message does not name ${path}: ${error.message}`);
  assert.equal(error.retryable, false);
  assert.equal(error.data, null);
};

export const refusalCases: ContractCases<JobTypeSubject> = defineCases<JobTypeSubject>({
  'refuses a bad job with its problem, before anything is touched': async (subject) => {
    assert.notEqual(
      subject.bad.length,
      0,
      'The subject has no bad job: add one to `bad`, at least one with parameters that its type does not know',
    );
    for (const { job, path } of subject.bad) namesProblem(await fails(subject, job), path);
    isUntouched(subject);
  },
  'finds the same problem when a host checks the job': (subject) => {
    const { jobType, context } = subject.harness;
    for (const { job, path } of subject.bad) {
      const checked = jobType.check?.(job, context);
      if (checked === undefined) continue;
      assert.ok(E.isLeft(checked), 'A job that is refused passes the check');
      namesProblem(checked.left, path);
    }
    if (jobType.check) assert.ok(E.isRight(jobType.check(subject.good, context)), 'A good job is refused');
    isUntouched(subject);
    return Promise.resolve();
  },
  'decodes the parameters of jobs that it runs': ({ harness: { jobType }, good, failing, endless }) => {
    for (const { parameters } of [good, failing, endless])
      assert.ok(E.isRight(jobType.parameters.decode(parameters)), 'The parameters are refused');
    return Promise.resolve();
  },
});

export const abortCases: ContractCases<JobTypeSubject> = defineCases<JobTypeSubject>({
  'does nothing when the run is aborted before': async (subject) => {
    subject.harness.context.abort();
    const error = await fails(subject, subject.good);
    assert.equal(error._tag, 'JobAbortedError', `${error._tag}: ${error.message}`);
    assert.notEqual(error.details.phase, '');
    isUntouched(subject);
  },
  'ends when the run is aborted meanwhile, and leaves nothing but the temporary directory': async (
    subject,
  ) => {
    const running = fails(subject, subject.endless);
    await Promise.race([subject.begun(), running]);
    subject.harness.context.abort();
    const error = await soon(running, 'The run');
    assert.equal(error._tag, 'JobAbortedError', `${error._tag}: ${error.message}`);
    assert.notEqual(error.details.phase, '');
    isClean(subject);
  },
});

import assert from 'node:assert/strict';

import { makeJobTypeRegistry } from '../../../job/job-type-registry.js';
import type { Job } from '../../../job/job.js';
import { type ContractCases, defineCases, turns } from '../suite.js';
import { fails, isClean, isUntouched, type JobTypeSubject, runFrozen, succeeds } from './subject.js';
import { timersLeft } from './timers-left.js';

/** Values that no job type expects. */
const oddValues: readonly unknown[] = [undefined, null, 42, '', 'text', [], ['a'], {}, { a: { b: null } }];

/** Jobs that are spoiled in one place each. Only plain JavaScript, or a record that nobody has checked, makes them. */
const oddJobs = (job: Job): readonly Job[] =>
  oddValues.flatMap((value) => [
    { ...job, payload: value },
    { ...job, parameters: value as Job['parameters'] },
    ...Object.keys(job.parameters).map((name) => ({
      ...job,
      parameters: { ...job.parameters, [name]: value },
    })),
  ]);

export const runCases: ContractCases<JobTypeSubject> = defineCases<JobTypeSubject>({
  'has a name and a version that a registry takes': ({ harness: { jobType } }) => {
    assert.doesNotThrow(() => makeJobTypeRegistry([jobType]), 'No registry takes it');
    return Promise.resolve();
  },
  'runs a good job, and leaves nothing but the temporary directory': async (subject) => {
    const result = await succeeds(subject, subject.good);
    assert.equal(result.exit_status, 0);
    assert.ok(result.output === undefined || result.output !== '', 'An output that is nowhere is left out');
    assert.doesNotThrow(() => JSON.stringify(result), 'A result is plain data');
    isClean(subject);
  },
  'gives the same result for a second attempt': async (subject) => {
    const [first, second] = [await succeeds(subject, subject.good), await succeeds(subject, subject.good)];
    assert.deepEqual([second.exit_status, second.output], [first.exit_status, first.output]);
    isClean(subject);
  },
  'does nothing until the task is called': async (subject) => {
    const { harness, good } = subject;
    harness.jobType.run(good, harness.context);
    await turns(3);
    isUntouched(subject);
    assert.deepEqual(harness.context.captured.all, [], 'An event was sent');
  },
  'tells how a job failed, and leaves nothing but the temporary directory': async (subject) => {
    const error = await fails(subject, subject.failing);
    assert.ok(
      !['BadJobError', 'UnexpectedError'].includes(error._tag),
      `Told as ${error._tag}: ${error.message}`,
    );
    if (error.data !== null) {
      assert.equal(typeof error.data.exit_status, 'number');
      assert.notEqual(error.data.outcome, '');
    }
    isClean(subject);
  },
  'leaves no timer of the platform': async (subject) => {
    const left = await timersLeft(async () => {
      await succeeds(subject, subject.good);
      await fails(subject, subject.failing);
    });
    assert.equal(left, 0, 'A timer is left: clear it, or better use the clock of the context');
  },
  'is run by a worker as well': async ({ harness, good }) => {
    const { status, result } = await harness.runStored({ ...good, enabled: true });
    assert.equal(status, 'complete', JSON.stringify(result));
  },
  'never rejects, whatever a job holds': async (subject) => {
    for (const job of oddJobs(subject.good)) {
      const { jobType, context } = subject.harness;
      const checked = jobType.check?.(job, context);
      const result = await runFrozen(subject, job);
      assert.ok(
        checked?._tag !== 'Left' || result._tag === 'Left',
        'A job that does not pass the check must not run',
      );
      if (result._tag === 'Left') assert.notEqual(result.left._tag, 'UnexpectedError', result.left.message);
    }
    isClean(subject);
  },
});

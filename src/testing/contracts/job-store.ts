import type { JobStore, StoredJob } from '../../ports/job-store.js';
import { realmCases, type RecordAccess, recordCases } from './records/record-cases.js';
import { runCases, type SuiteSetup } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

/** A store of jobs to be tested. @public */
export interface JobStoreSubject {
  readonly store: JobStore;
  /** A realm without jobs, and another one. */
  readonly realm: string;
  readonly otherRealm: string;
  /** Stores a record where the store finds it, replacing the one of that id. The record holds its `job_id`. */
  readonly put: (job: { readonly realm: string; readonly jobId: string }, record: StoredJob) => Promise<void>;
}

const accessTo = (realm: 'realm' | 'otherRealm'): RecordAccess<JobStoreSubject> => ({
  keyField: 'job_id',
  put: (subject, jobId, record) => subject.put({ realm: subject[realm], jobId }, record),
  find: (subject, jobId, options) => subject.store.find({ realm: subject[realm], jobId }, options),
});

/**
 * Describes what every `JobStore` must do, as cases for a test runner.
 * @param setup - a subject with two realms that have no jobs, for each case
 * @public
 */
export const describeJobStoreContract = <Subject extends JobStoreSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a JobStore', setup, {
    ...recordCases(accessTo('realm')),
    ...realmCases(accessTo),
  });
};

import type { RealmRecord, RealmStore } from '../../ports/realm-store.js';
import { type RecordAccess, recordCases } from './records/record-cases.js';
import { runCases, type SuiteSetup } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

/** A store of realms to be tested. @public */
export interface RealmStoreSubject {
  /** A store without realms. */
  readonly store: RealmStore;
  /** Stores a record where the store finds it, replacing the one of that name. The record holds its `realm`. */
  readonly put: (realm: string, record: RealmRecord) => Promise<void>;
}

const access: RecordAccess<RealmStoreSubject> = {
  keyField: 'realm',
  put: (subject, realm, record) => subject.put(realm, record),
  find: (subject, realm, options) => subject.store.find(realm, options),
};

/**
 * Describes what every `RealmStore` must do, as cases for a test runner.
 * @param setup - a subject without realms, for each case
 * @public
 */
export const describeRealmStoreContract = <Subject extends RealmStoreSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a RealmStore', setup, recordCases<Subject>(access));
};

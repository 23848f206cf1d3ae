import type { ConnectionRecord, ConnectionStore } from '../../ports/connection-store.js';
import { realmCases, type RecordAccess, recordCases } from './records/record-cases.js';
import { runCases, type SuiteSetup } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

/** A store of connections to be tested. @public */
export interface ConnectionStoreSubject {
  readonly store: ConnectionStore;
  /** A realm without connections, and another one. */
  readonly realm: string;
  readonly otherRealm: string;
  /** Stores a record where the store finds it, replacing the one of that id. The record holds its `conn_id`. */
  readonly put: (
    connection: { readonly realm: string; readonly connectionId: string },
    record: ConnectionRecord,
  ) => Promise<void>;
}

const accessTo = (realm: 'realm' | 'otherRealm'): RecordAccess<ConnectionStoreSubject> => ({
  keyField: 'conn_id',
  put: (subject, connectionId, record) => subject.put({ realm: subject[realm], connectionId }, record),
  find: (subject, connectionId, options) =>
    subject.store.find({ realm: subject[realm], connectionId }, options),
});

/**
 * Describes what every `ConnectionStore` must do, as cases for a test runner.
 * @param setup - a subject with two realms that have no connections, for each case
 * @public
 */
export const describeConnectionStoreContract = <Subject extends ConnectionStoreSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a ConnectionStore', setup, {
    ...recordCases(accessTo('realm')),
    ...realmCases(accessTo),
  });
};

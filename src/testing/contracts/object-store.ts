import { abortCases } from './object-store/abort-cases.js';
import { failureCases } from './object-store/failure-cases.js';
import { listCases } from './object-store/list-cases.js';
import { overlapCases } from './object-store/overlap-cases.js';
import { putCases } from './object-store/put-cases.js';
import type { ObjectStoreSubject } from './object-store/subject.js';
import { runCases, type SuiteSetup } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

export type { ObjectStoreSubject } from './object-store/subject.js';

/**
 * Describes what every `ObjectStore` must do, as cases for a test runner.
 *
 * It stores up to 1,200 objects and 12 MiB in one case, so give the cases time enough.
 * @param setup - a subject with a store whose buckets are empty, for each case
 * @public
 */
export const describeObjectStoreContract = <Subject extends ObjectStoreSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of an ObjectStore', setup, {
    ...putCases,
    ...failureCases,
    ...abortCases,
    ...listCases,
    ...overlapCases,
  });
};

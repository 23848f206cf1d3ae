import { descriptionCases } from './connector/description-cases.js';
import { failureCases } from './connector/failure-cases.js';
import { sourceCases } from './connector/source-cases.js';
import type { ConnectorSubject } from './connector/subject.js';
import { runCases, type SuiteSetup } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

export type { BadConnectorExample, ConnectorExample, ConnectorSubject } from './connector/subject.js';

/**
 * Describes what every `Connector` must do, as cases for a test runner. It lets `/bin/sh` of this machine read the
 * scripts, and runs none of them.
 * @param setup - a subject for each case
 * @public
 */
export const describeConnectorContract = <Subject extends ConnectorSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a Connector', setup, {
    ...descriptionCases,
    ...failureCases,
    ...sourceCases,
  });
};

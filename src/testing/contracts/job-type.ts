import { abortCases, refusalCases } from './job-type/refusal-cases.js';
import { runCases as jobTypeCases } from './job-type/run-cases.js';
import type { JobTypeSubject } from './job-type/subject.js';
import { runCases, type SuiteSetup } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

export type { BadJobExample, JobTypeSubject } from './job-type/subject.js';

/**
 * Describes what every `JobType` must do, as cases for a test runner.
 * @param setup - a subject with a harness of its own, for each case; `dispose` disposes of the harness
 * @public
 */
export const describeJobTypeContract = <Subject extends JobTypeSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a JobType', setup, { ...jobTypeCases, ...refusalCases, ...abortCases });
};

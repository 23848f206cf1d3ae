import { abortCases } from './container-runtime/abort-cases.js';
import { connectionCases } from './container-runtime/connection-cases.js';
import { fileCases } from './container-runtime/file-cases.js';
import { imageCases } from './container-runtime/image-cases.js';
import { lifeCases } from './container-runtime/life-cases.js';
import { outputCases } from './container-runtime/output-cases.js';
import { settingsCases } from './container-runtime/settings-cases.js';
import type { ContainerRuntimeSubject } from './container-runtime/subject.js';
import { runCases, type SuiteSetup } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

export { type RuntimeScenario, shellScenario } from './container-runtime/scenarios.js';
export type { ContainerRuntimeSubject } from './container-runtime/subject.js';

/**
 * Describes what every `ContainerRuntime` must do, as cases for a test runner. It needs an engine that may pull from a
 * registry with a login, and removes each container that it makes; the image stays on the engine.
 * @param setup - a subject for each case; all of them may share one engine
 * @public
 */
export const describeContainerRuntimeContract = <Subject extends ContainerRuntimeSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a ContainerRuntime', setup, {
    ...connectionCases,
    ...imageCases,
    ...settingsCases,
    ...outputCases,
    ...lifeCases,
    ...fileCases,
    ...abortCases,
  });
};

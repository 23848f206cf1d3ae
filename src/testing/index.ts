/**
 * The test kit: fakes of every port, a context for running one job type, and the contract suites. It needs no test
 * runner.
 * @packageDocumentation
 */
export { type CapturedEvents, type JobEventOf, makeCapturedEvents } from './captured-events.js';
export { type CapturingLogger, type LogEntry, makeCapturingLogger } from './capturing-logger.js';
export { fakeScenarios } from './contracts/container-runtime/fake-scenarios.js';
export {
  type ContainerRuntimeSubject,
  describeContainerRuntimeContract,
  type RuntimeScenario,
  shellScenario,
} from './contracts/container-runtime.js';
export { describeObjectStoreContract, type ObjectStoreSubject } from './contracts/object-store.js';
export { type SuiteRunner, type SuiteSetup } from './contracts/suite.js';
export {
  type FakeCall,
  type FakeFailure,
  type FakeFault,
  type FakeFaults,
  type FakeMethod,
} from './engine/fake-call.js';
export {
  type FakeContainerRuntime,
  type FakeContainerRuntimeOptions,
  type FakeContainerView,
  makeFakeContainerRuntime,
} from './engine/fake-container-runtime.js';
export { type FakeImage, type FakeStartFailure } from './engine/fake-image.js';
export {
  type FakeExit,
  type FakeProcess,
  type FakeProgram,
  type FakeProgramScript,
  makeFakeProgram,
  stderr,
  stdout,
} from './engine/fake-program.js';
export { type FakeRegistry } from './engine/fake-registry.js';
export { type FakeClock, makeFakeClock } from './fake-clock.js';
export {
  type FakeRegistryCredentials,
  type LoginRequest,
  makeFakeRegistryCredentials,
} from './fake-registry-credentials.js';
export {
  type FakeTemplateRenderer,
  makeFakeTemplateRenderer,
  type RenderRequest,
} from './fake-template-renderer.js';
export {
  type ConnectionLookup,
  type InMemoryConnectionStore,
  makeInMemoryConnectionStore,
} from './in-memory-connection-store.js';
export {
  type InMemoryObject,
  type InMemoryObjectStore,
  makeInMemoryObjectStore,
} from './in-memory-object-store.js';
export { type InMemorySecretStore, makeInMemorySecretStore } from './in-memory-secret-store.js';
export {
  type InMemoryStateLookup,
  makeInMemoryStateLookup,
  type StateRequest,
} from './in-memory-state-lookup.js';
export { makeTestContext, type TestContext, type TestContextOverrides } from './test-context.js';
export { makeTestJob } from './test-job.js';
export { makeTestRealm } from './test-realm.js';

/**
 * The test kit: fakes of every port, a context for running one job type, and the contract suites. It needs no test
 * runner.
 * @packageDocumentation
 */
export { type CapturedEvents, type JobEventOf, makeCapturedEvents } from './captured-events.js';
export { type CapturingLogger, type LogEntry, makeCapturingLogger } from './capturing-logger.js';
export { type ClockSubject, describeClockContract } from './contracts/clock.js';
export {
  describeConnectionStoreContract,
  type ConnectionStoreSubject,
} from './contracts/connection-store.js';
export {
  type BadConnectorExample,
  type ConnectorExample,
  type ConnectorSubject,
  describeConnectorContract,
} from './contracts/connector.js';
export { fakeScenarios } from './contracts/container-runtime/fake-scenarios.js';
export {
  type ContainerRuntimeSubject,
  describeContainerRuntimeContract,
  type RuntimeScenario,
  shellScenario,
} from './contracts/container-runtime.js';
export {
  type DatabaseCredentialsSubject,
  describeDatabaseCredentialsContract,
} from './contracts/database-credentials.js';
export { describeJobStoreContract, type JobStoreSubject } from './contracts/job-store.js';
export { type BadJobExample, describeJobTypeContract, type JobTypeSubject } from './contracts/job-type.js';
export { describeLoggerContract, type LoggerSubject } from './contracts/logger.js';
export { describeObjectStoreContract, type ObjectStoreSubject } from './contracts/object-store.js';
export { describeRealmStoreContract, type RealmStoreSubject } from './contracts/realm-store.js';
export {
  describeRegistryCredentialsContract,
  type RegistryCredentialsSubject,
} from './contracts/registry-credentials.js';
export {
  describeRoleCredentialsContract,
  type RoleCredentialsSubject,
} from './contracts/role-credentials.js';
export { describeSecretStoreContract, type SecretStoreSubject } from './contracts/secret-store.js';
export { describeStateLookupContract, type StateLookupSubject } from './contracts/state-lookup.js';
export {
  describeTemplateRendererContract,
  type TemplateRendererSubject,
} from './contracts/template-renderer.js';
export type { SuiteSetup } from './contracts/suite.js';
export {
  makeSuiteRunner,
  type SuiteRunner,
  type TestFunction,
  type TestFunctions,
} from './contracts/suite-runner.js';
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
export { type FakeDatabaseCredentials, makeFakeDatabaseCredentials } from './fake-database-credentials.js';
export {
  type FakeRegistryCredentials,
  type LoginRequest,
  makeFakeRegistryCredentials,
} from './fake-registry-credentials.js';
export { type Fault } from './faults/fault.js';
export { type Faults, type PortCall } from './faults/fault-desk.js';
export { faultAt, type FaultyPort, injectFaults } from './faults/inject-faults.js';
export { type CallError, type CallName } from './faults/port-types.js';
export {
  type FakeRoleCredentials,
  type FakeRoleCredentialsOptions,
  makeFakeRoleCredentials,
} from './fake-role-credentials.js';
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
export { type InMemoryJobStore, type JobLookup, makeInMemoryJobStore } from './in-memory-job-store.js';
export {
  type HarnessCall,
  type HarnessCallName,
  type HarnessFakes,
  type HarnessFaults,
  type HarnessPorts,
} from './harness/harness-ports.js';
export {
  type JobHarness,
  type JobHarnessOptions,
  makeJobHarness,
  withJobHarness,
} from './harness/job-harness.js';
export { type Leftovers, nothingLeft } from './harness/leftovers.js';
export { type HarnessWorld } from './harness/make-fakes.js';
export {
  type SweepException,
  sweepFaults,
  type SweepOptions,
  type SweepReport,
  type SweptRun,
} from './harness/sweep-faults.js';
export { type SweptKind } from './harness/swept-faults.js';
export {
  type InMemoryObject,
  type InMemoryObjectStore,
  makeInMemoryObjectStore,
} from './in-memory-object-store.js';
export { type InMemoryRealmStore, makeInMemoryRealmStore } from './in-memory-realm-store.js';
export { type InMemorySecretStore, makeInMemorySecretStore } from './in-memory-secret-store.js';
export {
  type InMemoryStateLookup,
  makeInMemoryStateLookup,
  type StateRequest,
} from './in-memory-state-lookup.js';
export type { ScriptEnd, ScriptInput } from './connection/run-script.js';
export {
  type TestConnection,
  type TestConnectionSetup,
  withTestConnection,
} from './connection/with-test-connection.js';
export { makeTestConnectorContext, type TestConnectorContextOverrides } from './test-connector-context.js';
export { makeTestContext, type TestContext, type TestContextOverrides } from './test-context.js';
export { makeTestJob } from './test-job.js';
export { makeTestRealm } from './test-realm.js';

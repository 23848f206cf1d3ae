/**
 * lava's docker job type for TypeScript workers: the contract that all job types share, the docker job type, and the
 * ports through which a host wires in its own adapters. Importing it loads no SDK.
 * @packageDocumentation
 */

// The contract of job types.
export type { Action } from './job/action.js';
export { defineJobType, type JobTypeDefinition } from './job/define-job-type.js';
export type { HostIdentity, JobContext } from './job/job-context.js';
export type {
  BadJobError,
  BadRealmError,
  ConnectionError,
  ExitStatusError,
  ImagePullError,
  InputError,
  JobAbortedError,
  JobError,
  JobErrorOf,
  OutputNotStoredError,
  RenderError,
  RunLostError,
  StartError,
  StateImportError,
  TemporaryDirectoryError,
  UnexpectedError,
  UnknownJobTypeError,
} from './job/job-error.js';
export type { EventSink, JobEvent, JobEventBody, Phase, PullProgress } from './job/job-event.js';
export type { FailureData, JobOutput, JobResult } from './job/job-result.js';
export { type JobTypeRegistry, makeJobTypeRegistry } from './job/job-type-registry.js';
export { inputFailed } from './job/input-failed.js';
export { isPortError } from './job/is-port-error.js';
export type { JobType } from './job/job-type.js';
export type { Job, RawParameters } from './job/job.js';
export {
  badJob,
  isJobError,
  jobAborted,
  jobError,
  type JobErrorByTag,
  unexpected,
} from './job/make-job-error.js';
export type { Problem } from './job/problem.js';
export { fromPromise, runAsPromise, toPromise } from './job/promise-bridge.js';
export { decodeRealm } from './job/realm-record.js';
export type { Realm } from './job/realm.js';
export { joinS3, parseS3Location, type S3Location, s3LocationText } from './job/s3-location.js';
export { Secret } from './job/secret.js';
export {
  type ErrorDetails,
  hasTag,
  type TaggedError,
  taggedError,
  type TaggedErrorFields,
} from './job/tagged-error.js';
export type { ZonedTime } from './job/zoned-time.js';

// What job types share, for authors of them.
export { type ConfigSources, configItem } from './job/config.js';
export { delayedAbort, type OwnedSignal } from './job/delayed-abort.js';
export type { Decoder } from './job/decode/decoder.js';
export { duration, positiveDuration } from './job/duration.js';
export { type Emit, inPhase, makeEmit } from './job/emit-event.js';
export { withCurrentState } from './job/import-state.js';
export { type Decoders, jobParameters } from './job/job-parameters.js';
export { type LavaDecoders, lavaDecoders } from './job/lava-decoders.js';
export { pause } from './job/pause.js';
export { lavaVariables } from './job/program/lava-variables.js';
export {
  defaultSpoolDirectory,
  makeOutputLog,
  type OutputLog,
  type OutputLogPlace,
} from './job/program/output-log.js';
export { programParameters, type ProgramParameters } from './job/program/program-parameters.js';
export {
  type ProgramTemplates,
  type ProgramWord,
  type RenderedProgram,
  renderProgram,
} from './job/program/render-program.js';
export { splitWords } from './job/program/split-words.js';
export { type OutputStorage, storeOutput, type StoredOutput } from './job/program/store-output.js';

// What a worker does around a job.
export type { EmptyResult, FailureResult, JobRun, ResultMap, SuccessResult } from './job/run-job/job-run.js';
export type { Dispatch, RunJobOptions } from './job/run-job/options.js';
export type { ActionHook, ActionOccasion, DueActions } from './job/run-job/perform-actions.js';
export { runJob } from './job/run-job/run-job.js';

// The docker job type.
export { DockerJobType } from './docker/docker-job-type.js';
export type { DockerJobTypeDeps, DockerJobTypeOptions } from './docker/docker-run.js';
export type { HostConfig } from './docker/host-config/checked.js';
export type { PortBinding } from './docker/host-config/ports.js';
export { type DockerParameters, dockerParameters } from './docker/parameters.js';
export type { RenderedJob } from './docker/rendered-job.js';

// The connections of a job.
export {
  badConnection,
  connectionFailure,
  type ConnectionFailure,
  type ConnectionFailureReason,
} from './connections/connection-failure.js';
export type {
  Connection,
  Connector,
  ConnectorContext,
  ConnectorDescription,
  ConnectorFile,
  ConnectorSources,
} from './connections/connector.js';
export { type ConnectorRegistry, makeConnectorRegistry } from './connections/connector-registry.js';
export { type ConnectorDefinition, defineConnector } from './connections/define-connector.js';
export { lavaConnectors } from './connections/lava-connectors.js';
export { readSecret, type SecretField } from './connections/read-secret.js';
export { quote } from './connections/shell/quote.js';
export { connectorScript, type ConnectorScript } from './connections/shell/script.js';

// The ports.
export type { Clock } from './ports/clock.js';
export type { ConnectionRecord, ConnectionStore, ConnectionStoreError } from './ports/connection-store.js';
export type {
  ContainerEngine,
  EngineEndpoint,
  EngineError,
  EngineRefused,
  Image,
  ImageName,
  PullFailed,
  PullFailureReason,
  PullRequest,
} from './ports/container-engine.js';
export type { ContainerRuntime } from './ports/container-runtime.js';
export type {
  BindMount,
  Container,
  ContainerEnd,
  ContainerOutput,
  ContainerSpec,
  ContainerState,
  LogUnreadable,
  OutputChunk,
  StartFailed,
} from './ports/container.js';
export type {
  DatabaseCredentials,
  DatabaseCredentialsError,
  DatabaseLogin,
  DatabaseLoginRequest,
} from './ports/database-credentials.js';
export type { JobStore, JobStoreError, StoredJob } from './ports/job-store.js';
export type { LogFields, Logger } from './ports/logger.js';
export type {
  ObjectBody,
  ObjectLocation,
  ObjectStore,
  ObjectStoreError,
  PutOptions,
  StoredObject,
} from './ports/object-store.js';
export type {
  Aborted,
  AccessDenied,
  CallOptions,
  InvalidData,
  PortError,
  Unavailable,
} from './ports/port-error.js';
export type { RealmRecord, RealmStore, RealmStoreError } from './ports/realm-store.js';
export type {
  RegistryCredentials,
  RegistryCredentialsError,
  RegistryLogin,
} from './ports/registry-credentials.js';
export type {
  RoleCredentials,
  RoleCredentialsError,
  RoleRequest,
  TemporaryCredentials,
} from './ports/role-credentials.js';
export type { SecretStore, SecretStoreError } from './ports/secret-store.js';
export type { StateLookup, StateLookupError } from './ports/state-lookup.js';
export type {
  NameVariables,
  TemplateFailed,
  TemplateRenderer,
  TemplateRendererError,
  TemplateVariables,
} from './ports/template-renderer.js';

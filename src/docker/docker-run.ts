import type { ConnectorRegistry } from '../connections/connector-registry.js';
import { type Emit, inPhase, makeEmit } from '../job/emit-event.js';
import type { JobContext } from '../job/job-context.js';
import type { Job } from '../job/job.js';
import { defaultSpoolDirectory } from '../job/program/output-log.js';
import type { ConnectionStore } from '../ports/connection-store.js';
import type { DatabaseCredentials } from '../ports/database-credentials.js';
import type { ContainerRuntime } from '../ports/container-runtime.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { RegistryCredentials } from '../ports/registry-credentials.js';
import type { RoleCredentials } from '../ports/role-credentials.js';
import type { SecretStore } from '../ports/secret-store.js';
import type { StateLookup } from '../ports/state-lookup.js';
import type { TemplateRenderer } from '../ports/template-renderer.js';
import type { SharedPulls } from './shared-pulls.js';

/** What {@link DockerJobType} touches the world through. The host makes these and closes what needs closing. @public */
export interface DockerJobTypeDeps {
  /** Where docker connections, and the connections of the job, are found. */
  readonly connections: ConnectionStore;
  /** Where state items are found. */
  readonly state: StateLookup;
  /** Where the log goes. */
  readonly objects: ObjectStore;
  /** Where passwords and keys are found. */
  readonly secrets: SecretStore;
  /** Reaches container engines. */
  readonly containers: ContainerRuntime;
  /** Renders command, arguments and environment. */
  readonly renderer: TemplateRenderer;
  /** Needed for connections whose registry is `ecr`. */
  readonly registryCredentials?: RegistryCredentials;
  /** Makes the job's own connections usable inside the container. Default: lava's own connection types. */
  readonly connectors?: ConnectorRegistry;
  /** Needed for connections with a `secret_id`: sets of credentials as JSON text, as in AWS Secrets Manager. */
  readonly managedSecrets?: SecretStore;
  /** Needed for database connections without a password: logins made from the worker's own identity. */
  readonly databaseCredentials?: DatabaseCredentials;
  /** Needed for connections that assume a role; tells the worker's region. */
  readonly roleCredentials?: RoleCredentials;
}

/** How {@link DockerJobType} behaves. Every member has a default. @public */
export interface DockerJobTypeOptions {
  /**
   * Where an image without a registry host comes from: the registry of the docker connection (default), or Docker Hub
   * as in the original lava.
   */
  readonly unqualifiedImages?: 'connection-registry' | 'docker-hub';
  /** `always` (default) pulls for every run; `if-missing` and `never` use an image that the engine has. */
  readonly pullPolicy?: 'always' | 'if-missing' | 'never';
  /** Time in ms between SIGTERM and SIGKILL for a container that is stopped. Default 10,000. */
  readonly stopGraceMs?: number;
  /** Time in ms, after an abort, to stop the container and to store its log. Default 60,000. */
  readonly settleMs?: number;
  /** How long, in ms, a pull that failed for a reason that may pass is tried again. 0: never. Default 60,000. */
  readonly pullRetryMs?: number;
  /** How often storing the log is tried. Default 3. */
  readonly storeAttempts?: number;
  /** Names of the worker's variables to hand to containers; they must begin with `LAVA_`. Default none. */
  readonly forwardEnvironment?: readonly string[];
  /**
   * A directory on the host, not shown to containers, for logs that are too long for memory and for those that could
   * not be stored. Default: `lava-docker-job-spool-<uid>` in the system's directory for temporary files.
   */
  readonly spoolDirectory?: string;
}

/** What a run touches the world through, with the defaults filled in. */
export type DockerRunDeps = DockerJobTypeDeps & Required<Pick<DockerJobTypeDeps, 'connectors'>>;

/** One run of one docker job: what its steps share. */
export interface DockerRun {
  readonly deps: DockerRunDeps;
  readonly options: Required<DockerJobTypeOptions>;
  readonly job: Job;
  readonly context: JobContext;
  readonly emit: Emit;
  readonly phase: ReturnType<typeof inPhase>;
  /** Where the pulls of simultaneous runs meet. */
  readonly pulls: SharedPulls;
}

/** Begins a run: fills in the defaults of the options. */
export const beginRun = (
  deps: DockerRunDeps,
  options: DockerJobTypeOptions,
  job: Job,
  context: JobContext,
  pulls: SharedPulls,
): DockerRun => {
  const emit = makeEmit(job, context);
  return {
    deps,
    options: {
      unqualifiedImages: options.unqualifiedImages ?? 'connection-registry',
      pullPolicy: options.pullPolicy ?? 'always',
      stopGraceMs: options.stopGraceMs ?? 10_000,
      settleMs: options.settleMs ?? 60_000,
      pullRetryMs: options.pullRetryMs ?? 60_000,
      storeAttempts: options.storeAttempts ?? 3,
      forwardEnvironment: options.forwardEnvironment ?? [],
      spoolDirectory: options.spoolDirectory ?? defaultSpoolDirectory(context.host),
    },
    job,
    context,
    emit,
    phase: inPhase(emit, context.clock),
    pulls,
  };
};

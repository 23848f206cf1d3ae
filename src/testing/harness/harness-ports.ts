import type { ConnectionStore } from '../../ports/connection-store.js';
import type { ContainerRuntime } from '../../ports/container-runtime.js';
import type { DatabaseCredentials } from '../../ports/database-credentials.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { RegistryCredentials } from '../../ports/registry-credentials.js';
import type { RoleCredentials } from '../../ports/role-credentials.js';
import type { SecretStore } from '../../ports/secret-store.js';
import type { StateLookup } from '../../ports/state-lookup.js';
import type { TemplateRenderer } from '../../ports/template-renderer.js';
import type { FakeContainerRuntime } from '../engine/fake-container-runtime.js';
import type { FakeDatabaseCredentials } from '../fake-database-credentials.js';
import type { FakeRegistryCredentials } from '../fake-registry-credentials.js';
import type { FakeRoleCredentials } from '../fake-role-credentials.js';
import type { FakeTemplateRenderer } from '../fake-template-renderer.js';
import type { Faults, PortCall } from '../faults/fault-desk.js';
import type { CallError, CallName } from '../faults/port-types.js';
import type { InMemoryConnectionStore } from '../in-memory-connection-store.js';
import type { InMemoryObjectStore } from '../in-memory-object-store.js';
import type { InMemorySecretStore } from '../in-memory-secret-store.js';
import type { InMemoryStateLookup } from '../in-memory-state-lookup.js';

/** What a job type under test touches the world through: the members that `DockerJobType` wants, and no others. @public */
export interface HarnessPorts {
  readonly connections: ConnectionStore;
  readonly state: StateLookup;
  readonly objects: ObjectStore;
  readonly secrets: SecretStore;
  readonly managedSecrets: SecretStore;
  readonly registryCredentials: RegistryCredentials;
  readonly databaseCredentials: DatabaseCredentials;
  readonly roleCredentials: RoleCredentials;
  readonly containers: ContainerRuntime;
  readonly renderer: TemplateRenderer;
}

/** The fakes behind the ports, for a test to look into. @public */
export interface HarnessFakes extends HarnessPorts {
  readonly connections: InMemoryConnectionStore;
  readonly state: InMemoryStateLookup;
  readonly objects: InMemoryObjectStore;
  readonly secrets: InMemorySecretStore;
  readonly managedSecrets: InMemorySecretStore;
  readonly registryCredentials: FakeRegistryCredentials;
  readonly databaseCredentials: FakeDatabaseCredentials;
  readonly roleCredentials: FakeRoleCredentials;
  readonly containers: FakeContainerRuntime;
  readonly renderer: FakeTemplateRenderer;
}

/** The calls of all ports, each with the name of its port: `secrets.find`, `containers.pullImage`. @public */
export type HarnessCallName = {
  [Port in keyof HarnessPorts]: `${Port}.${CallName<HarnessPorts[Port]>}`;
}[keyof HarnessPorts];

/** A call of one of the ports. @public */
export type HarnessCall = PortCall<HarnessCallName>;

/** Says what goes wrong with the calls of all ports. @public */
export type HarnessFaults = Faults<
  HarnessCallName,
  { [Port in keyof HarnessPorts]: CallError<HarnessPorts[Port]> }[keyof HarnessPorts]
>;

import * as E from 'fp-ts/lib/Either.js';

import { taggedError } from '../../job/tagged-error.js';
import type { ConnectionRecord } from '../../ports/connection-store.js';
import type { DatabaseLogin, DatabaseLoginRequest } from '../../ports/database-credentials.js';
import type { PortError } from '../../ports/port-error.js';
import type { RegistryLogin } from '../../ports/registry-credentials.js';
import type { NameVariables, TemplateVariables } from '../../ports/template-renderer.js';
import {
  type FakeContainerRuntimeOptions,
  makeFakeContainerRuntime,
} from '../engine/fake-container-runtime.js';
import { makeFakeDatabaseCredentials } from '../fake-database-credentials.js';
import { type LoginRequest, makeFakeRegistryCredentials } from '../fake-registry-credentials.js';
import { type FakeRoleCredentialsOptions, makeFakeRoleCredentials } from '../fake-role-credentials.js';
import { makeFakeTemplateRenderer } from '../fake-template-renderer.js';
import type { FaultDesk } from '../faults/fault-desk.js';
import type { FakeClock } from '../fake-clock.js';
import { wrapPort } from '../faults/wrap-port.js';
import { makeInMemoryConnectionStore } from '../in-memory-connection-store.js';
import { makeInMemoryObjectStore } from '../in-memory-object-store.js';
import { makeInMemorySecretStore } from '../in-memory-secret-store.js';
import { makeInMemoryStateLookup } from '../in-memory-state-lookup.js';
import type { HarnessFakes, HarnessPorts } from './harness-ports.js';

/** What the world around a job is like. Everything has a default. @public */
export interface HarnessWorld {
  /** Connection records by id. Default none. */
  readonly connections?: Readonly<Record<string, ConnectionRecord>>;
  /** State values by id. Default none. */
  readonly state?: Readonly<Record<string, unknown>>;
  /** Objects by `s3://bucket/key`. Default none. */
  readonly objects?: Readonly<Record<string, string | Uint8Array>>;
  /** Secrets by name. Default none. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Sets of credentials, JSON text by name. Default none. */
  readonly managedSecrets?: Readonly<Record<string, string>>;
  /** Gives registry logins. Default: every request is denied. */
  readonly registryLogin?: (request: LoginRequest) => E.Either<PortError, RegistryLogin>;
  /** Gives database logins. Default: every request is granted. */
  readonly databaseLogin?: (request: DatabaseLoginRequest) => E.Either<PortError, DatabaseLogin>;
  /** How roles are taken on. Default: every role is granted; no region. */
  readonly roles?: Omit<FakeRoleCredentialsOptions, 'clock'>;
  /** Renders templates. Default: they stay as they are. */
  readonly render?: (template: string, variables: TemplateVariables | NameVariables) => string;
  /** The engine's registries, images and ways; its clock is that of the context. */
  readonly engine?: Omit<FakeContainerRuntimeOptions, 'clock'> & { readonly clock?: FakeClock };
}

/** Makes the fakes of all ports. */
export const makeFakes = (world: HarnessWorld, clock: FakeClock): HarnessFakes => ({
  connections: makeInMemoryConnectionStore(world.connections),
  state: makeInMemoryStateLookup(world.state),
  objects: makeInMemoryObjectStore(world.objects),
  secrets: makeInMemorySecretStore(world.secrets),
  managedSecrets: makeInMemorySecretStore(world.managedSecrets),
  registryCredentials: makeFakeRegistryCredentials(world.registryLogin ?? denied),
  databaseCredentials: makeFakeDatabaseCredentials(world.databaseLogin),
  roleCredentials: makeFakeRoleCredentials({ ...world.roles, clock }),
  containers: makeFakeContainerRuntime({ clock, ...world.engine }),
  renderer: makeFakeTemplateRenderer(world.render),
});

const denied = (): E.Either<PortError, never> =>
  E.left(
    taggedError('AccessDenied', { code: 'harness.denied', message: 'The harness has no registry login' }),
  );

/** The ports over the fakes, every call of theirs through one desk, under the name of its port. */
export const portsOf = (fakes: HarnessFakes, desk: FaultDesk): HarnessPorts => {
  const port = <Name extends keyof HarnessPorts>(name: Name): HarnessPorts[Name] =>
    wrapPort<HarnessPorts[Name]>(fakes[name], desk, (method) => `${name}.${method}`);
  return {
    connections: port('connections'),
    state: port('state'),
    objects: port('objects'),
    secrets: port('secrets'),
    managedSecrets: port('managedSecrets'),
    registryCredentials: port('registryCredentials'),
    databaseCredentials: port('databaseCredentials'),
    roleCredentials: port('roleCredentials'),
    containers: port('containers'),
    renderer: port('renderer'),
  };
};

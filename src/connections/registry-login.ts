import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { RegistryCredentials, RegistryLogin } from '../ports/registry-credentials.js';
import type { SecretStore } from '../ports/secret-store.js';
import { badConnection, connectionFailure, type ConnectionFailure } from './connection-failure.js';
import type { DockerConnection } from './docker-connection.js';
import { readSecret } from './read-secret.js';

/** Which login is wanted. */
export interface LoginOptions {
  readonly signal: AbortSignal;
  /** The last one was refused. */
  readonly fresh: boolean;
  /** The one that was refused. */
  readonly refused?: RegistryLogin;
}

/** Where logins come from. */
export interface LoginSources {
  readonly secrets: SecretStore;
  /** Needed by connections whose registry is `ecr`. */
  readonly registryCredentials?: RegistryCredentials;
}

/**
 * Gets the login for the registry of a docker connection.
 * @returns none when the connection names no registry
 */
export const registryLogin =
  (sources: LoginSources, { connectionId, registry }: DockerConnection) =>
  (options: LoginOptions): TE.TaskEither<ConnectionFailure, O.Option<RegistryLogin>> => {
    switch (registry._tag) {
      case 'none':
        return TE.right(O.none);
      case 'ecr':
        return ecrLogin(sources, connectionId, registry.accounts, options);
      case 'password':
        return pipe(
          readSecret(
            sources.secrets,
            options,
          )({ connectionId, field: 'password', name: registry.passwordName }),
          TE.map((password) => O.some({ registry: registry.host, username: registry.username, password })),
        );
    }
  };

const ecrLogin = (
  { registryCredentials }: LoginSources,
  connectionId: string,
  accounts: readonly string[],
  options: LoginOptions,
): TE.TaskEither<ConnectionFailure, O.Option<RegistryLogin>> => {
  if (registryCredentials === undefined)
    return TE.left(
      badConnection(
        connectionId,
        'unsupported',
        `Connection ${connectionId}: registry is ecr, and this worker has no source of ECR credentials`,
      ),
    );
  return pipe(
    registryCredentials.login({ kind: 'ecr', accounts }, options),
    TE.bimap(
      (cause) =>
        connectionFailure(
          connectionId,
          `Connection ${connectionId}: Cannot get credentials for ecr: ${cause.message}`,
          cause,
        ),
      (login) => O.some(login),
    ),
  );
};

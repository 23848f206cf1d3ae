import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { Secret } from '../job/secret.js';
import type { CallOptions } from '../ports/port-error.js';
import type { SecretStore } from '../ports/secret-store.js';
import { badConnection, connectionFailure, type ConnectionFailure } from './connection-failure.js';

/** A field of a connection record that holds the name of a secret. @public */
export interface SecretField {
  readonly connectionId: string;
  /** The field, e.g. `password`. */
  readonly field: string;
  /** What the field holds: the name of the secret. */
  readonly name: string;
}

/**
 * Reads the secret that a field of a connection names. Failures name connection, field and secret, and no value.
 * @public
 */
export const readSecret =
  (secrets: SecretStore, { signal }: CallOptions) =>
  ({ connectionId, field, name }: SecretField): TE.TaskEither<ConnectionFailure, Secret> =>
    pipe(
      secrets.find(name, { signal }),
      TE.mapLeft((cause) =>
        connectionFailure(
          connectionId,
          `Connection ${connectionId}: Cannot read the secret ${name}: ${cause.message}`,
          cause,
        ),
      ),
      TE.chainEitherK(
        E.fromOption(() =>
          badConnection(
            connectionId,
            'no-secret',
            `Connection ${connectionId}: ${field} names the secret ${name}, which does not exist`,
          ),
        ),
      ),
    );

import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ConnectionStore } from '../ports/connection-store.js';
import { badConnection, type ConnectionFailure } from './connection-failure.js';
import { findConnection } from './find-connection.js';

/** What the connections of a job add to its container. */
export interface PreparedConnections {
  /** `LAVA_CONN_<LABEL>` and `LAVA_CONNID_<LABEL>`. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Makes the connections of a job ready, in the order of the job. Each must exist and be enabled. No connection type has a
 * handler yet, so that a job with connections fails here, in lava's words, before anything is pulled.
 * @param connections - connection ids by label
 */
export const prepareConnections =
  (store: ConnectionStore, realm: string, signal: AbortSignal) =>
  (connections: Readonly<Record<string, string>>): TE.TaskEither<ConnectionFailure, PreparedConnections> =>
    pipe(
      Object.values(connections),
      TE.traverseSeqArray((connectionId) =>
        pipe(
          findConnection(store, realm, signal)(connectionId),
          TE.chain(({ type }) =>
            TE.left(
              badConnection(
                connectionId,
                'unsupported',
                `${connectionId}: Unsupported connection type - ${type}`,
              ),
            ),
          ),
        ),
      ),
      TE.map(() => ({ environment: {} })),
    );

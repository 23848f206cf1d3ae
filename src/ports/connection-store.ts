import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from './port-error.js';

/**
 * A connection record as it is stored: lava's connections table, one record for each `conn_id`. It may hold secrets
 * (a webhook's URL, say), so it is never logged.
 * @public
 */
export type ConnectionRecord = Readonly<Record<string, unknown>>;

/** What a connection store can fail with. @public */
export type ConnectionStoreError = PortError;

/** Where connection records are kept. It decodes nothing: the reader of a record checks it. @public */
export interface ConnectionStore {
  /**
   * Finds a connection of a realm by its id. An eventually consistent read is good enough.
   * @returns none when there is no such record
   */
  readonly find: (
    connection: { readonly realm: string; readonly connectionId: string },
    options: CallOptions,
  ) => TE.TaskEither<ConnectionStoreError, O.Option<ConnectionRecord>>;
}

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import type { ConnectionRecord, ConnectionStore } from '../ports/connection-store.js';
import { inMemoryCall } from './aborted.js';
import { makeRealmValues } from './in-memory-realms.js';

/** One look-up. @public */
export interface ConnectionLookup {
  readonly realm: string;
  readonly connectionId: string;
}

/** A {@link ConnectionStore} that holds its records in memory and remembers what it was asked for. @public */
export interface InMemoryConnectionStore extends ConnectionStore {
  /** The look-ups so far. */
  readonly lookups: readonly ConnectionLookup[];
  /** Stores a record, replacing the one of that id. With `realm` that realm alone finds it, before any other. */
  readonly set: (connectionId: string, record: ConnectionRecord, realm?: string) => void;
}

/**
 * Makes a connection store from records by id. The same records serve every realm.
 * @public
 */
export const makeInMemoryConnectionStore = (
  records: Readonly<Record<string, ConnectionRecord>> = {},
): InMemoryConnectionStore => {
  const byId = makeRealmValues(records);
  const lookups: ConnectionLookup[] = [];
  return {
    lookups,
    set: byId.set,
    find: (connection, options) =>
      inMemoryCall(options, () => {
        lookups.push(connection);
        return E.right(O.fromNullable(byId.get(connection.realm, connection.connectionId)));
      }),
  };
};

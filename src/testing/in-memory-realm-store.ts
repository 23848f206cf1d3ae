import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import type { RealmRecord, RealmStore } from '../ports/realm-store.js';
import { inMemoryCall } from './aborted.js';

/** A {@link RealmStore} that holds its records in memory and remembers what it was asked for. @public */
export interface InMemoryRealmStore extends RealmStore {
  /** The names that were looked up so far. */
  readonly lookups: readonly string[];
  /** Stores a record, replacing the one of that name. */
  readonly set: (realm: string, record: RealmRecord) => void;
}

/** Makes a realm store from records by name. @public */
export const makeInMemoryRealmStore = (
  records: Readonly<Record<string, RealmRecord>> = {},
): InMemoryRealmStore => {
  const byName = new Map(Object.entries(records));
  const lookups: string[] = [];
  return {
    lookups,
    set: (realm, record) => {
      byName.set(realm, record);
    },
    find: (realm, options) =>
      inMemoryCall(options, () => {
        lookups.push(realm);
        return E.right(O.fromNullable(byName.get(realm)));
      }),
  };
};

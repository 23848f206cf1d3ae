import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import { Secret } from '../job/secret.js';
import type { SecretStore } from '../ports/secret-store.js';
import { inMemoryCall } from './aborted.js';

/** A {@link SecretStore} that holds its secrets in memory and remembers what it was asked for. @public */
export interface InMemorySecretStore extends SecretStore {
  /** The names that were looked up so far. */
  readonly lookups: readonly string[];
  /** Stores a secret, replacing the one of that name. */
  readonly set: (name: string, secret: string) => void;
}

/** Makes a secret store from texts by name. @public */
export const makeInMemorySecretStore = (
  secrets: Readonly<Record<string, string>> = {},
): InMemorySecretStore => {
  const byName = new Map(Object.entries(secrets));
  const lookups: string[] = [];
  return {
    lookups,
    set: (name, secret) => {
      byName.set(name, secret);
    },
    find: (name, options) =>
      inMemoryCall(options, () => {
        lookups.push(name);
        const text = byName.get(name);
        return E.right(text === undefined ? O.none : O.some(new Secret(text)));
      }),
  };
};

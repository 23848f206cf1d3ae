import * as E from 'fp-ts/lib/Either.js';

import type { StateLookup } from '../ports/state-lookup.js';
import { inMemoryCall } from './aborted.js';
import { makeRealmValues } from './in-memory-realms.js';

/** One look-up of state items. @public */
export interface StateRequest {
  readonly realm: string;
  readonly stateIds: readonly string[];
}

/** A {@link StateLookup} that holds its values in memory and remembers what it was asked for. @public */
export interface InMemoryStateLookup extends StateLookup {
  /** The look-ups so far. */
  readonly lookups: readonly StateRequest[];
  /** Stores a value, replacing the one of that id. With `realm` that realm alone finds it, before any other. */
  readonly set: (stateId: string, value: unknown, realm?: string) => void;
}

/** Makes a state look-up from values by id. The same values serve every realm. @public */
export const makeInMemoryStateLookup = (
  values: Readonly<Record<string, unknown>> = {},
): InMemoryStateLookup => {
  const byId = makeRealmValues(values);
  const lookups: StateRequest[] = [];
  return {
    lookups,
    set: byId.set,
    find: (state, options) =>
      inMemoryCall(options, () => {
        lookups.push(state);
        const found = state.stateIds.filter((stateId) => byId.has(state.realm, stateId));
        return E.right(new Map(found.map((stateId) => [stateId, byId.get(state.realm, stateId)])));
      }),
  };
};

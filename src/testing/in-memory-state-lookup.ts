import * as E from 'fp-ts/lib/Either.js';

import type { StateLookup } from '../ports/state-lookup.js';
import { inMemoryCall } from './aborted.js';

/** One look-up of state items. @public */
export interface StateRequest {
  readonly realm: string;
  readonly stateIds: readonly string[];
}

/** A {@link StateLookup} that holds its values in memory and remembers what it was asked for. @public */
export interface InMemoryStateLookup extends StateLookup {
  /** The look-ups so far. */
  readonly lookups: readonly StateRequest[];
  /** Stores a value, replacing the one of that id. */
  readonly set: (stateId: string, value: unknown) => void;
}

/** Makes a state look-up from values by id. The same values serve every realm. @public */
export const makeInMemoryStateLookup = (
  values: Readonly<Record<string, unknown>> = {},
): InMemoryStateLookup => {
  const byId = new Map(Object.entries(values));
  const lookups: StateRequest[] = [];
  return {
    lookups,
    set: (stateId, value) => {
      byId.set(stateId, value);
    },
    find: (state, options) =>
      inMemoryCall(options, () => {
        lookups.push(state);
        const wanted = new Set(state.stateIds);
        return E.right(new Map([...byId].filter(([stateId]) => wanted.has(stateId))));
      }),
  };
};

import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from './port-error.js';

/** What a look-up of state can fail with. @public */
export type StateLookupError = PortError;

/** Where lava's state items are kept: small values that one job leaves for another. @public */
export interface StateLookup {
  /**
   * Reads the current values of state items, consistently with writes that ended before the call.
   * @returns the decoded values (JSON text parsed, secure items decrypted) by id. An item that is missing or has expired
   * is left out, which is not an error. An item that cannot be decoded is `InvalidData`.
   */
  readonly find: (
    state: { readonly realm: string; readonly stateIds: readonly string[] },
    options: CallOptions,
  ) => TE.TaskEither<StateLookupError, ReadonlyMap<string, unknown>>;
}

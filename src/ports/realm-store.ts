import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from './port-error.js';

/** A realm's record as it is stored; a run checks it. @public */
export type RealmRecord = Readonly<Record<string, unknown>>;

/** What a realm store can fail with. @public */
export type RealmStoreError = PortError;

/**
 * Where realm records are kept; for lava that is the table `lava.realms`. A worker reads its realm at its start.
 * @public
 */
export interface RealmStore {
  /**
   * Finds a realm by its name.
   * @returns none when there is no such record
   */
  readonly find: (
    realm: string,
    options: CallOptions,
  ) => TE.TaskEither<RealmStoreError, O.Option<RealmRecord>>;
}

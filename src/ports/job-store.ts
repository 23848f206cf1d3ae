import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from './port-error.js';

/** A job's record as it is stored; a run checks it. @public */
export type StoredJob = Readonly<Record<string, unknown>>;

/** What a job store can fail with. @public */
export type JobStoreError = PortError;

/** Where job records are kept; for lava that is the table `lava.<REALM>.jobs`. @public */
export interface JobStore {
  /**
   * Finds a job of a realm by its id. An eventually consistent read is good enough.
   * @returns none when there is no such record
   */
  readonly find: (
    job: { readonly realm: string; readonly jobId: string },
    options: CallOptions,
  ) => TE.TaskEither<JobStoreError, O.Option<StoredJob>>;
}

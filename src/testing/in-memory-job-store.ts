import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import type { JobStore, StoredJob } from '../ports/job-store.js';
import { inMemoryCall } from './aborted.js';
import { makeRealmValues } from './in-memory-realms.js';

/** One look-up of a job. @public */
export interface JobLookup {
  readonly realm: string;
  readonly jobId: string;
}

/** A {@link JobStore} that holds its records in memory and remembers what it was asked for. @public */
export interface InMemoryJobStore extends JobStore {
  /** The look-ups so far. */
  readonly lookups: readonly JobLookup[];
  /** Stores a record, replacing the one of that id. With `realm` that realm alone finds it, before any other. */
  readonly set: (jobId: string, record: StoredJob, realm?: string) => void;
}

/**
 * Makes a job store from records by id. The same records serve every realm.
 * @public
 */
export const makeInMemoryJobStore = (records: Readonly<Record<string, StoredJob>> = {}): InMemoryJobStore => {
  const byId = makeRealmValues(records);
  const lookups: JobLookup[] = [];
  return {
    lookups,
    set: byId.set,
    find: (job, options) =>
      inMemoryCall(options, () => {
        lookups.push(job);
        return E.right(O.fromNullable(byId.get(job.realm, job.jobId)));
      }),
  };
};

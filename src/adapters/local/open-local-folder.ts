import path from 'node:path';

import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { ConnectionStore } from '../../ports/connection-store.js';
import type { JobStore } from '../../ports/job-store.js';
import type { Logger } from '../../ports/logger.js';
import type { ObjectStore } from '../../ports/object-store.js';
import type { CallOptions, PortError } from '../../ports/port-error.js';
import type { SecretStore } from '../../ports/secret-store.js';
import type { StateLookup } from '../../ports/state-lookup.js';
import { makeLocalConnectionStore } from './local-connection-store.js';
import { makeLocalJobStore } from './local-job-store.js';
import { makeLocalObjectStore } from './local-object-store.js';
import { makeLocalSecretStore } from './local-secret-store.js';
import { makeLocalStateLookup } from './local-state-lookup.js';
import { readLocalRealm } from './read-local-realm.js';

/** Everything that a folder holds for one realm. @public */
export interface LocalFolder {
  readonly connections: ConnectionStore;
  readonly state: StateLookup;
  readonly secrets: SecretStore;
  readonly objects: ObjectStore;
  /** Job records, for a worker that is told which job to run. */
  readonly jobs: JobStore;
  /** Reads the realm record, as it is written: {@link readLocalRealm}. */
  readonly readRealm: (
    options: CallOptions,
  ) => TE.TaskEither<PortError, O.Option<Readonly<Record<string, unknown>>>>;
}

/**
 * Opens a folder that stands for a lava realm, no cloud account needed. Nothing is read yet, and nothing has to be
 * closed.
 * @param folder - its path; the path is made absolute at once, so that a later change of directory does not matter
 * @param options - `logger` is warned when others can read the file of secrets
 * @public
 */
export const openLocalFolder = (folder: string, options: { readonly logger?: Logger } = {}): LocalFolder => {
  const where = { folder: path.resolve(folder) };
  return {
    connections: makeLocalConnectionStore(where),
    state: makeLocalStateLookup(where),
    secrets: makeLocalSecretStore({ ...where, ...options }),
    objects: makeLocalObjectStore(where),
    jobs: makeLocalJobStore(where),
    readRealm: (callOptions) => readLocalRealm(where, callOptions),
  };
};

import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Secret } from '../job/secret.js';
import type { CallOptions, PortError } from './port-error.js';

/** What a secret store can fail with. @public */
export type SecretStoreError = PortError;

/** Where secrets are kept; lava's connection records hold their names (SSM parameters). @public */
export interface SecretStore {
  /**
   * Reads a secret by its name, e.g. `/lava/dev/registry-password`.
   * @returns none when there is no secret of that name
   */
  readonly find: (name: string, options: CallOptions) => TE.TaskEither<SecretStoreError, O.Option<Secret>>;
}

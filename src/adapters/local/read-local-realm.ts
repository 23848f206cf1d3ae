import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from '../../ports/port-error.js';
import { localCall } from './local-call.js';
import type { LocalOptions } from './local-options.js';
import { mapOfDocument, readDocument } from './read-document.js';

/**
 * Reads the folder's realm record from `realm.yaml` (or `.yml`, `.json`), as it is written: a run checks it.
 * @returns none when there is no such file. Errors: `InvalidData` for a file that is not a well-formed map;
 * `AccessDenied`; `Unavailable` when the folder is missing; `Aborted`.
 * @public
 */
export const readLocalRealm = (
  { folder }: LocalOptions,
  options: CallOptions,
): TE.TaskEither<PortError, O.Option<Readonly<Record<string, unknown>>>> =>
  localCall(`Cannot read the realm of ${folder}`, options, async (signal) =>
    O.map(mapOfDocument)(O.fromNullable(await readDocument(folder, 'realm', signal))),
  );

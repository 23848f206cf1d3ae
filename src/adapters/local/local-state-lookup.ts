import type { StateLookup } from '../../ports/state-lookup.js';
import { localCall } from './local-call.js';
import type { LocalOptions } from './local-options.js';
import { mapOfDocument, readDocument } from './read-document.js';

/**
 * Makes a {@link StateLookup} of the folder's file `state.yaml` (or `.yml`, `.json`): a map of values by state id. The
 * file is read afresh at every call; without it there is no state. The folder is one realm: the realm that a call names
 * is not looked at.
 *
 * Errors: `InvalidData` for a file that is not a well-formed map; `AccessDenied`; `Unavailable` when the folder is
 * missing; `Aborted`.
 * @public
 */
export const makeLocalStateLookup = ({ folder }: LocalOptions): StateLookup => ({
  find: ({ stateIds }, options) =>
    localCall(`Cannot read the state of ${folder}`, options, async (signal) => {
      const document = await readDocument(folder, 'state', signal);
      const values = document ? mapOfDocument(document) : {};
      const wanted = stateIds.filter((stateId) => Object.hasOwn(values, stateId));
      return new Map(wanted.map((stateId) => [stateId, values[stateId]]));
    }),
});

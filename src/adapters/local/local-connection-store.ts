import * as O from 'fp-ts/lib/Option.js';

import type { ConnectionStore } from '../../ports/connection-store.js';
import { findRecord, type RecordKind } from './find-record.js';
import { localCall } from './local-call.js';
import type { LocalOptions } from './local-options.js';

const connection: RecordKind = { noun: 'connection', place: 'connections', idField: 'conn_id' };

/**
 * Makes a {@link ConnectionStore} of a folder's files: `connections.yaml` (or `.yml`, `.json`), a map of records by
 * `conn_id`, and `connections/<conn_id>.yaml`, one record each. The files are read afresh at every call. The folder is
 * one realm: the realm that a call names is not looked at. A record without `conn_id` gets it.
 *
 * Errors: `InvalidData` for a file that is not well-formed, a record that stands in both places, or whose `conn_id` is
 * not the name that it stands under; `AccessDenied`; `Unavailable` when the folder is missing; `Aborted`.
 * @public
 */
export const makeLocalConnectionStore = ({ folder }: LocalOptions): ConnectionStore => ({
  find: ({ connectionId }, options) =>
    localCall(`Cannot read connection ${connectionId}`, options, async (signal) =>
      O.fromNullable(await findRecord(connection, folder, connectionId, signal)),
    ),
});

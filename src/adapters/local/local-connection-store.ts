import path from 'node:path';

import * as O from 'fp-ts/lib/Option.js';

import type { ConnectionRecord, ConnectionStore } from '../../ports/connection-store.js';
import { invalidData } from './fs-error.js';
import { localCall } from './local-call.js';
import type { LocalOptions } from './local-options.js';
import { isPlainMap, type LocalDocument, mapOfDocument, readDocument } from './read-document.js';

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
    localCall(`Cannot read connection ${connectionId}`, options, async (signal) => {
      const listed = recordInMap(await readDocument(folder, 'connections', signal), connectionId);
      const single = await recordInFile(folder, connectionId, signal);
      if (listed && single)
        throw invalidData(
          'two-records',
          `Connection ${connectionId} stands in ${listed.file} and ${single.file}`,
          {
            connectionId,
          },
        );
      return O.map((found: LocalDocument) => checkRecord(found, connectionId))(
        O.fromNullable(listed ?? single),
      );
    }),
});

const recordInMap = (
  document: LocalDocument | undefined,
  connectionId: string,
): LocalDocument | undefined => {
  if (!document) return undefined;
  const records = mapOfDocument(document);
  const value = Object.hasOwn(records, connectionId) ? records[connectionId] : null;
  // A null is absent, as in a stored record.
  return value === null ? undefined : { file: document.file, value };
};

/** Ids may hold slashes; an id that would lead out of the folder names no file. */
const recordInFile = async (
  folder: string,
  connectionId: string,
  signal: AbortSignal,
): Promise<LocalDocument | undefined> => {
  const isSafe = connectionId
    .split('/')
    .every((part) => !['', '.', '..'].includes(part) && !/[\\\0]/.test(part));
  return isSafe ? await readDocument(folder, path.join('connections', connectionId), signal) : undefined;
};

const checkRecord = ({ file, value }: LocalDocument, connectionId: string): ConnectionRecord => {
  if (!isPlainMap(value))
    throw invalidData('not-a-map', `File ${file}: connection ${connectionId} must be a map`, {
      file,
      connectionId,
    });
  const own = value['conn_id'] ?? connectionId;
  if (own !== connectionId)
    throw invalidData('other-id', `File ${file}: connection ${connectionId} has another conn_id`, {
      file,
      connectionId,
    });
  return { ...value, conn_id: connectionId };
};

// #region store
import type { Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';
import type { ObjectStore, StoredObject } from 'lava-docker-job';

import { openContent, writeContent } from './content.js';
import { type NameRecord, readName, readNames, removeName, writeName } from './names.js';
import { storeCall } from './store-call.js';

/** Where a store is. */
export interface ContentAddressedOptions {
  /** A folder of its own. It is made when it is needed. */
  readonly folder: string;
}

/**
 * Makes an object store in a folder: `content/` holds each content once, under the digest of its bytes, and `names/` one
 * small file for each object, with the digest of its content. Several processes may use it at once.
 *
 * Errors: `InvalidData` for a body of another size than announced, or a file that somebody has spoilt; `AccessDenied`;
 * `Unavailable` for other failures of the file system; `Aborted`.
 */
export const makeContentAddressedStore = ({ folder }: ContentAddressedOptions): ObjectStore => ({
  put: (location, body, options) =>
    storeCall('Cannot store', location, options, async (signal) => {
      const digest = await writeContent(folder, body, signal);
      const { contentType, kmsKeyId } = options;
      const key = kmsKeyId === undefined ? {} : { kmsKeyId };
      const stored: StoredObject = { location, size: body.size, contentType, ...key };
      // Only now is there an object, or another one: the name is put in its place in one step.
      await writeName(folder, { ...stored, digest });
      return stored;
    }),
  get: (location, options) =>
    storeCall('Cannot read', location, options, async (signal) => {
      const found = await readName(folder, location);
      return found === undefined ? O.none : O.some(await opened(folder, found, signal));
    }),
  list: (prefix, options) =>
    storeCall('Cannot list', prefix, options, async (signal) => {
      const names = await readNames(folder, prefix.bucket, signal);
      return names
        .map(({ location }) => location.key)
        .filter((key) => key.startsWith(prefix.key))
        .sort(byBytes);
    }),
  remove: (location, options) =>
    storeCall('Cannot remove', location, options, () => removeName(folder, location)),
});
// #endregion store

type Opened = StoredObject & { readonly stream: Readable };

const opened = async (
  folder: string,
  { digest, ...stored }: NameRecord,
  signal: AbortSignal,
): Promise<Opened> => {
  const stream = await openContent(folder, digest);
  // Whoever has given up does not close the stream.
  if (signal.aborted) stream.destroy();
  signal.throwIfAborted();
  return { ...stored, stream };
};

/** Not by UTF-16 units, as JavaScript sorts. */
const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

import { open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';

import type {
  ObjectBody,
  ObjectLocation,
  ObjectStore,
  PutOptions,
  StoredObject,
} from '../../ports/object-store.js';
import { abortedError, invalidData, isAborted, isMissing } from './fs-error.js';
import { localCall } from './local-call.js';
import type { LocalOptions } from './local-options.js';
import { makeMutex, type Mutex } from './mutex.js';
import { findFile, moveInto, removeFile } from './object-files.js';
import {
  loadMetadata,
  metadataOf,
  metadataText,
  moveMetadataInto,
  removeMetadata,
} from './object-metadata.js';
import { directoryOfPrefix, isWellFormed, keyOfPath, nameOfBucket, pathOfKey } from './object-path.js';
import { type NewFile, writeNewFile } from './write-new-file.js';

/**
 * Makes an {@link ObjectStore} of files: the object `s3://bucket/key` is the file `objects/bucket/key` of the folder,
 * with its content type and key id beside it in `objects/bucket/.meta`. Segments of a key that a file system cannot
 * hold as they are (`..`, a leading dot, other than ASCII letters, more than 200 bytes) are percent-encoded.
 *
 * An object is written to a file of its own, brought to the disk and moved into its place in one step. Its metadata is
 * moved just before: a loss of power between the two leaves the former bytes with the new content type. Calls on one
 * store can overlap; several processes can use one folder, but writing one key at the same moment they may mix
 * one's bytes with the other's content type. A process that is killed may leave a file in `objects/bucket/.unfinished`. The file system has to tell upper from lower case, else keys that differ
 * in nothing else are the same object. A KMS key id is recorded, and nothing is encrypted.
 *
 * Errors: `InvalidData` for a body of another size than announced, or a key that is no well-formed text;
 * `AccessDenied`; `Unavailable`; `Aborted`.
 * @public
 */
export const makeLocalObjectStore = ({ folder }: LocalOptions): ObjectStore => {
  const alone = makeMutex();
  const rootOf = (bucket: string): string => path.join(path.resolve(folder), 'objects', nameOfBucket(bucket));
  return {
    put: (location, body, options) =>
      localCall(`Cannot store ${addressOf(location)}`, options, () =>
        put(rootOf(checked(location).bucket), location, body, options, alone),
      ),
    get: (location, options) =>
      localCall(`Cannot read ${addressOf(location)}`, options, (signal) =>
        alone(() => get(rootOf(checked(location).bucket), location, signal)),
      ),
    list: (prefix, options) =>
      localCall(`Cannot list ${addressOf(prefix)}`, options, (signal) =>
        alone(() => list(rootOf(checked(prefix).bucket), prefix.key, signal)),
      ),
    remove: (location, options) =>
      localCall(`Cannot remove ${addressOf(location)}`, options, () =>
        alone(() => remove(rootOf(checked(location).bucket), location.key)),
      ),
  };
};

const addressOf = ({ bucket, key }: ObjectLocation): string => `s3://${bucket}/${key}`;

const checked = (location: ObjectLocation): ObjectLocation => {
  if (location.bucket !== '' && isWellFormed(location.bucket) && isWellFormed(location.key)) return location;
  throw invalidData(
    'bad-location',
    'A bucket has to have a name, and names and keys have to be well-formed text',
    {},
  );
};

const put = async (
  root: string,
  location: ObjectLocation,
  body: ObjectBody,
  options: PutOptions,
  alone: Mutex,
): Promise<StoredObject> => {
  const { signal } = options;
  const metadata = metadataOf(options);
  const finished: string[] = [];
  const write = async (content: Readable | string): Promise<NewFile> => {
    const made = await writeNewFile(root, content, signal);
    finished.push(made.file);
    return made;
  };
  try {
    const content = await write(body.open());
    if (content.size !== body.size) throw wrongSize(location, body.size, content.size);
    const beside = await write(metadataText(location, metadata));
    await alone(async () => {
      if (isAborted(signal)) throw abortedError(signal);
      await moveMetadataInto(beside.file, root, location.key);
      await moveInto(content.file, root, path.join(root, pathOfKey(location.key)));
    });
    return { location, size: content.size, ...metadata };
  } catch (cause) {
    for (const file of finished) await rm(file, { force: true });
    throw cause;
  }
};

const wrongSize = ({ bucket, key }: ObjectLocation, announced: number, read: number): Error =>
  invalidData('wrong-size', `The body has ${read} bytes and not the ${announced} that were announced`, {
    bucket,
    key,
    announced,
    read,
  });

const get = async (
  root: string,
  location: ObjectLocation,
  signal: AbortSignal,
): Promise<O.Option<StoredObject & { readonly stream: Readable }>> => {
  const file = await findFile(path.join(root, pathOfKey(location.key)));
  if (file === undefined) return O.none;
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const metadata = await loadMetadata(root, location.key);
    // Who has given up would not close a stream.
    signal.throwIfAborted();
    // The stream closes the handle when it ends or is destroyed.
    return O.some({ location, size, ...metadata, stream: handle.createReadStream() });
  } catch (cause) {
    await handle.close();
    throw cause;
  }
};

const remove = async (root: string, key: string): Promise<void> => {
  await removeFile(root, path.join(root, pathOfKey(key)));
  await removeMetadata(root, key);
};

const list = async (root: string, prefix: string, signal: AbortSignal): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const file of filesBelow(root, directoryOfPrefix(prefix), signal)) {
    const key = keyOfPath(file);
    if (key.startsWith(prefix)) keys.push(key);
  }
  // While another process moves a file beside a directory, a walk can meet it in both places.
  return [...new Set(keys)].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
};

async function* filesBelow(
  root: string,
  directory: string,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  if (isAborted(signal)) throw abortedError(signal);
  const entries = await readdir(path.join(root, directory), { withFileTypes: true }).catch(
    (cause: unknown) => {
      if (isMissing(cause)) return [];
      throw cause;
    },
  );
  for (const entry of entries) {
    const below = path.join(directory, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.')) yield* filesBelow(root, below, signal);
    if (entry.isFile() && !entry.name.startsWith('.')) yield below;
  }
}

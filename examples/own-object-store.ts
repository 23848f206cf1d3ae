/** An object store of one's own, over a Map. It passes the contract suite of object stores. */
// #region put
import { addAbortSignal, Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  type CallOptions,
  type ObjectBody,
  type ObjectLocation,
  type ObjectStore,
  type PortError,
  type StoredObject,
  taggedError,
} from 'lava-docker-job';

type Held = StoredObject & { readonly bytes: Buffer };

export const makeMapObjectStore = (): ObjectStore => {
  const held = new Map<string, Held>();
  return {
    put: (location, body, options) =>
      call(options, async () => {
        const bytes = await readAll(body, options.signal);
        if (bytes.length !== body.size) throw wrongSize(body.size, bytes.length);
        const { contentType, kmsKeyId } = options;
        const key = kmsKeyId === undefined ? {} : { kmsKeyId };
        const stored = { location, size: body.size, contentType, ...key };
        // Only now, and in one step: an object appears whole or not at all.
        held.set(address(location), { ...stored, bytes });
        return stored;
      }),
    get: (location, options) =>
      call(options, () => Promise.resolve(O.map(opened)(O.fromNullable(held.get(address(location)))))),
    list: (prefix, options) => call(options, () => Promise.resolve(keysWith([...held.values()], prefix))),
    remove: (location, options) =>
      call(options, () => {
        held.delete(address(location));
        return Promise.resolve();
      }),
  };
};
// #endregion put

// #region call
/** Every call goes through here: the signal first, and whatever is thrown becomes one of the port's errors. */
const call = <A>({ signal }: CallOptions, work: () => Promise<A>): TE.TaskEither<PortError, A> =>
  TE.tryCatch(
    async () => {
      signal.throwIfAborted();
      return await work();
    },
    (cause) => portError(cause, signal),
  );

const portError = (cause: unknown, signal: AbortSignal): PortError => {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (signal.aborted) return taggedError('Aborted', { code: 'map-store.aborted', message, cause });
  if (cause instanceof RangeError)
    return taggedError('InvalidData', { code: 'map-store.size', message, cause });
  return taggedError('Unavailable', { code: 'map-store.failed', message, retryable: true, cause });
};
// #endregion call

const address = ({ bucket, key }: ObjectLocation): string => `${bucket}/${key}`;

const wrongSize = (announced: number, read: number): RangeError =>
  new RangeError(`The body has ${read} bytes, not ${announced}`);

const readAll = async (body: ObjectBody, signal: AbortSignal): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of addAbortSignal(signal, body.open())) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
};

const opened = ({ bytes, ...stored }: Held): StoredObject & { readonly stream: Readable } => ({
  ...stored,
  stream: Readable.from([bytes], { objectMode: false }),
});

const keysWith = (objects: readonly Held[], { bucket, key: prefix }: ObjectLocation): readonly string[] =>
  objects
    .map(({ location }) => location)
    .filter((location) => location.bucket === bucket && location.key.startsWith(prefix))
    .map(({ key }) => key)
    .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));

import { addAbortSignal, Readable } from 'node:stream';

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import { parseS3Location, s3LocationText } from '../job/s3-location.js';
import { taggedError } from '../job/tagged-error.js';
import type {
  ObjectBody,
  ObjectLocation,
  ObjectStore,
  PutOptions,
  StoredObject,
} from '../ports/object-store.js';
import type { InvalidData, PortError, Unavailable } from '../ports/port-error.js';
import { abortedError, inMemoryCall, isAborted } from './aborted.js';

/** An object with its content. @public */
export interface InMemoryObject extends StoredObject {
  readonly bytes: Uint8Array;
}

/** An {@link ObjectStore} that holds its objects in memory. @public */
export interface InMemoryObjectStore extends ObjectStore {
  /** Every object, by `s3://bucket/key`, in the order in which they were last stored. */
  readonly objects: ReadonlyMap<string, InMemoryObject>;
  /** The content of an object as text; `undefined` when there is no such object. */
  readonly text: (address: string) => string | undefined;
}

/**
 * Makes an object store.
 * @param contents - what it holds, by `s3://bucket/key`; text is stored as UTF-8. Default nothing
 * @throws TypeError for an address that is none
 * @public
 */
export const makeInMemoryObjectStore = (
  contents: Readonly<Record<string, string | Uint8Array>> = {},
): InMemoryObjectStore => {
  const objects = new Map(Object.entries(contents).map(asObject));
  return {
    objects,
    text: (address) => {
      const bytes = objects.get(address)?.bytes;
      return bytes && Buffer.from(bytes).toString('utf8');
    },
    put: (location, body, options) => async () => {
      const read = await readBody(body, options.signal);
      if (E.isLeft(read)) return read;
      const stored = describeObject(location, body, options);
      objects.delete(address(location));
      objects.set(address(location), { ...stored, bytes: read.right });
      return E.right(stored);
    },
    get: (location, options) =>
      inMemoryCall(options, () => {
        const found = objects.get(address(location));
        if (!found) return E.right(O.none);
        const { bytes, ...stored } = found;
        return E.right(O.some({ ...stored, stream: Readable.from([bytes], { objectMode: false }) }));
      }),
    list: (prefix, options) =>
      inMemoryCall(options, () =>
        E.right(
          [...objects.values()]
            .map(({ location }) => location)
            .filter(({ bucket, key }) => bucket === prefix.bucket && key.startsWith(prefix.key))
            .map(({ key }) => key)
            .sort(byUtf8),
        ),
      ),
    remove: (location, options) =>
      inMemoryCall(options, () => {
        objects.delete(address(location));
        return E.right(undefined);
      }),
  };
};

const asObject = ([address, content]: [string, string | Uint8Array]): [string, InMemoryObject] => {
  const location = parseS3Location(address);
  if (E.isLeft(location)) throw new TypeError(location.left);
  const isText = typeof content === 'string';
  const bytes = isText ? Buffer.from(content, 'utf8') : content;
  const contentType = isText ? 'text/plain; charset=utf-8' : 'application/octet-stream';
  return [
    s3LocationText(location.right),
    { location: location.right, size: bytes.length, contentType, bytes },
  ];
};

const address = ({ bucket, key }: ObjectLocation): string => `s3://${bucket}/${key}`;

const describeObject = (location: ObjectLocation, body: ObjectBody, options: PutOptions): StoredObject => ({
  location,
  size: body.size,
  contentType: options.contentType,
  ...(options.kmsKeyId === undefined ? {} : { kmsKeyId: options.kmsKeyId }),
});

const byUtf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

const readBody = async (body: ObjectBody, signal: AbortSignal): Promise<E.Either<PortError, Buffer>> => {
  if (isAborted(signal)) return E.left(abortedError(signal));
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of addAbortSignal(signal, body.open()))
      chunks.push(Buffer.from(chunk as Uint8Array));
    if (isAborted(signal)) return E.left(abortedError(signal));
    const bytes = Buffer.concat(chunks);
    return bytes.length === body.size ? E.right(bytes) : E.left(wrongSize(body.size, bytes.length));
  } catch (cause) {
    return E.left(isAborted(signal) ? abortedError(signal) : unreadableBody(cause));
  }
};

const wrongSize = (announced: number, read: number): InvalidData =>
  taggedError('InvalidData', {
    code: 'object.wrong-size',
    message: `The body has ${read} bytes and not the ${announced} that were announced`,
    details: { announced, read },
  });

const unreadableBody = (cause: unknown): Unavailable =>
  taggedError('Unavailable', {
    code: 'object.body-failed',
    message: `The body cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    retryable: true,
    cause,
  });

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';

import type { ObjectBody, ObjectLocation, ObjectStore, StoredObject } from '../../../ports/object-store.js';
import { calm, right, some } from '../suite.js';

/** A store to be tested. @public */
export interface ObjectStoreSubject {
  readonly store: ObjectStore;
  /** A bucket that can be written to and is empty. */
  readonly bucket: string;
  /** Another one. */
  readonly otherBucket: string;
  /** The name of a bucket that does not exist. */
  readonly missingBucket: string;
}

/** A body of known bytes. */
export const bodyOf = (content: string | Uint8Array): ObjectBody => {
  const bytes = Buffer.from(content);
  return { size: bytes.length, open: () => Readable.from([bytes], { objectMode: false }) };
};

export const plainText = 'text/plain; charset=utf-8';

/** Stores an object that the case needs. */
export const store = (
  { store: objects, bucket }: ObjectStoreSubject,
  key: string,
  content: string | Uint8Array,
): Promise<StoredObject> =>
  right(objects.put({ bucket, key }, bodyOf(content), { ...calm(), contentType: plainText }));

/** Reads an object whole; `undefined` when there is none. */
export const load = async (
  { store: objects }: ObjectStoreSubject,
  location: ObjectLocation,
): Promise<Buffer | undefined> => {
  const found = await right(objects.get(location, calm()));
  return O.isNone(found) ? undefined : await readAll(found.value.stream);
};

/** Asserts the text of an object of the subject's bucket; `undefined`: there is none. */
export const hasText = async (
  subject: ObjectStoreSubject,
  key: string,
  expected: string | undefined,
): Promise<void> => {
  const bytes = await load(subject, { bucket: subject.bucket, key });
  assert.equal(bytes?.toString('utf8'), expected, `The object ${JSON.stringify(key)}`);
};

/** What is known of an object besides its bytes. */
export const facts = async (
  { store: objects, bucket }: ObjectStoreSubject,
  key: string,
): Promise<StoredObject> => {
  const { stream, ...known } = some(await right(objects.get({ bucket, key }, calm())));
  stream.destroy();
  return known;
};

/** Reads a stream to its end. */
export const readAll = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
};

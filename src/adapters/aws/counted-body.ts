import { addAbortSignal, Readable } from 'node:stream';

import type { ObjectBody, ObjectLocation } from '../../ports/object-store.js';
import { invalidData } from './aws-error.js';

/**
 * Opens a body. The stream fails when it turns out to have another number of bytes than announced, before its last part can
 * be sent; it is destroyed when the signal is aborted.
 */
export const countedBody = (body: ObjectBody, location: ObjectLocation, signal: AbortSignal): Readable => {
  const source = addAbortSignal(signal, body.open());
  const counted = Readable.from(count(source, body.size, location), { objectMode: false });
  // The generator may not have been begun, and then it does not end the source.
  counted.once('close', () => source.destroy());
  return counted;
};

async function* count(
  source: Readable,
  announced: number,
  location: ObjectLocation,
): AsyncGenerator<Uint8Array, void> {
  let read = 0;
  for await (const piece of source) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : (piece as Uint8Array);
    read += bytes.byteLength;
    if (read > announced) throw wrongSize(location, announced, `${read} or more`);
    yield bytes;
  }
  if (read !== announced) throw wrongSize(location, announced, String(read));
}

const wrongSize = ({ bucket, key }: ObjectLocation, announced: number, read: string): Error =>
  invalidData(
    'wrong-size',
    `The body for s3://${bucket}/${key} has ${read} bytes and not the ${announced} that were announced`,
    { bucket, key, announced, read },
  );

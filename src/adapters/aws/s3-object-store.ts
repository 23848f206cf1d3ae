import type { Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';

import { s3LocationText } from '../../job/s3-location.js';
import type { ObjectLocation, ObjectStore, StoredObject } from '../../ports/object-store.js';
import { type AwsCall, awsCall, awsCallThatUndoes } from './aws-call.js';
import type { AwsClients } from './aws-clients.js';
import { isAborted } from './aws-error.js';
import { isMissingObject, s3Error } from './s3-error.js';
import { listKeys } from './s3-list.js';
import { putWithAttempts } from './s3-put.js';
import { type S3ObjectStoreOptions, s3Settings } from './s3-options.js';

/**
 * Makes an {@link ObjectStore} of Amazon S3. An object is encrypted with the given KMS key, else with the keys of S3
 * (AES256). It is uploaded in one request if it fits into one part, and otherwise in parts, so that memory is bounded; S3
 * checks each part, and the whole, before the object appears. Then its size is asked for once more, if the worker may ask.
 * After a failure that may pass, the body is opened again and uploaded from its beginning. After a failure or an abort
 * the parts that S3 has are given up.
 *
 * An abort that comes when S3 has all bytes waits for its answer for a short time: the call succeeds if it does. A worker that is
 * killed may leave parts behind: give buckets a lifecycle rule that ends unfinished uploads.
 *
 * Errors: `InvalidData` for a body of another size than announced; `AccessDenied`; `Unavailable`, not retryable for a
 * bucket that does not exist; `Aborted`. They name bucket and key.
 * @throws TypeError for options that cannot be meant
 * @public
 */
export const makeS3ObjectStore = (clients: AwsClients, options: S3ObjectStoreOptions = {}): ObjectStore => {
  const settings = s3Settings(options);
  return {
    put: (location, body, putOptions) =>
      awsCallThatUndoes(callOf('Cannot store', location), putOptions, async () =>
        putWithAttempts(await clients.s3(), location, body, { ...putOptions, ...settings }),
      ),
    get: (location, callOptions) =>
      awsCall(callOf('Cannot read', location), callOptions, (signal) => get(clients, location, signal)),
    list: (prefix, callOptions) =>
      awsCall(callOf('Cannot list', prefix), callOptions, async (signal) =>
        listKeys(await clients.s3(), prefix, signal),
      ),
    remove: (location, callOptions) =>
      awsCall(callOf('Cannot remove', location), callOptions, (signal) => remove(clients, location, signal)),
  };
};

const callOf = (doing: string, { bucket, key }: ObjectLocation): AwsCall => ({
  doing: `${doing} ${s3LocationText({ bucket, key })}`,
  error: s3Error,
  details: { bucket, key },
});

const get = async (
  clients: AwsClients,
  location: ObjectLocation,
  abortSignal: AbortSignal,
): Promise<O.Option<StoredObject & { readonly stream: Readable }>> => {
  const s3 = await clients.s3();
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const command = new GetObjectCommand({ Bucket: location.bucket, Key: location.key });
  try {
    const answer = await s3.send(command, { abortSignal });
    // In Node the SDK's body is always a Readable; its type also covers browsers.
    const stream = answer.Body as Readable;
    // Nobody waits for it any more, and who does not read it has to end it.
    if (isAborted(abortSignal)) stream.destroy();
    return O.some({
      location,
      size: answer.ContentLength ?? 0,
      contentType: answer.ContentType ?? 'application/octet-stream',
      ...(answer.SSEKMSKeyId === undefined ? {} : { kmsKeyId: answer.SSEKMSKeyId }),
      stream,
    });
  } catch (cause) {
    if (isMissingObject(cause)) return O.none;
    throw cause;
  }
};

const remove = async (
  clients: AwsClients,
  { bucket, key }: ObjectLocation,
  abortSignal: AbortSignal,
): Promise<void> => {
  const s3 = await clients.s3();
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), { abortSignal });
  } catch (cause) {
    if (!isMissingObject(cause)) throw cause;
  }
};

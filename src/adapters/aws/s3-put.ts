import type { S3Client } from '@aws-sdk/client-s3';

import type { ObjectBody, ObjectLocation, PutOptions, StoredObject } from '../../ports/object-store.js';
import { taggedError } from '../../job/tagged-error.js';
import { untilAborted } from './aws-call.js';
import { isAborted } from './aws-error.js';
import { isMissingObject, s3Error } from './s3-error.js';
import type { S3Settings } from './s3-options.js';
import { type S3Put, uploadOnce } from './s3-upload.js';

/** Uploads a body, from its beginning again after a failure that may pass, and makes sure that S3 has all of it. */
export const putWithAttempts = async (
  s3: S3Client,
  location: ObjectLocation,
  body: ObjectBody,
  options: PutOptions & S3Settings,
): Promise<StoredObject> => {
  const { signal, contentType, kmsKeyId = '' } = options;
  const put: S3Put = { location, body, contentType, ...(kmsKeyId === '' ? {} : { kmsKeyId }) };
  for (let failures = 1; ; failures += 1)
    try {
      const mark = await uploadOnce(s3, put, options, signal);
      await verifySize(s3, put, mark, signal);
      return storedObject(put);
    } catch (cause) {
      const { retryable } = s3Error(cause, { doing: '', signal });
      if (!retryable || failures >= options.attempts) throw cause;
    }
};

const storedObject = ({ location, body, contentType, kmsKeyId }: S3Put): StoredObject => ({
  location,
  size: body.size,
  contentType,
  ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
});

/**
 * S3 has checked the bytes as they came. This finds out whether they are there, where the worker may ask: reading an
 * object needs another permission than storing it, and a log that is stored well must not count as lost for lack of it.
 */
const verifySize = async (
  s3: S3Client,
  { location: { bucket, key }, body }: S3Put,
  mark: string | undefined,
  signal: AbortSignal,
): Promise<void> => {
  // The bytes are stored. Whoever waits no more need not know more.
  if (isAborted(signal)) return;
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
  try {
    const { ContentLength, ETag } = await untilAborted(s3.send(command, { abortSignal: signal }), signal);
    // Another mark is another object, which somebody else has stored since.
    if (ContentLength !== body.size && ETag === mark) throw wrongSize(bucket, key, body.size, ContentLength);
  } catch (cause) {
    const error = s3Error(cause, { doing: '', signal });
    if (error._tag === 'AccessDenied' || error._tag === 'Aborted') return;
    throw isMissingObject(cause) ? wrongSize(bucket, key, body.size, 0) : cause;
  }
};

const wrongSize = (bucket: string, key: string, sent: number, stored = 0): Error =>
  taggedError('Unavailable', {
    code: 'aws.wrong-size',
    message: `s3://${bucket}/${key} has ${stored} bytes after ${sent} were stored`,
    retryable: true,
    details: { bucket, key, sent, stored },
  });

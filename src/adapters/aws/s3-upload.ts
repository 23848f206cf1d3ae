import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';

import type { ObjectBody, ObjectLocation } from '../../ports/object-store.js';
import { countedBody } from './counted-body.js';
import { partBytesFor, type S3Settings } from './s3-options.js';
import { uploadClient } from './upload-client.js';

/** An object that is to be stored. */
export interface S3Put {
  readonly location: ObjectLocation;
  readonly body: ObjectBody;
  readonly contentType: string;
  readonly kmsKeyId?: string;
}

/**
 * Uploads a body once. When it rejects, S3 has neither the object nor parts of it, as far as S3 can be reached.
 *
 * The upload of lib-storage goes on in the background after an abort, and lets parts that are on their way go on. So it is
 * not told of the abort: its body and its requests end instead, and it settles when it has given up what it had begun.
 * @returns the mark (`ETag`) by which S3 knows the object
 */
export const uploadOnce = async (
  s3: S3Client,
  put: S3Put,
  settings: S3Settings,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const { Upload } = await import('@aws-sdk/lib-storage');
  const body = countedBody(put.body, put.location, signal);
  const client = await uploadClient(s3, settings, signal);
  try {
    const { ETag } = await new Upload({
      client: client.s3,
      params: { ...uploadParameters(put), Body: body },
      partSize: partBytesFor(put.body.size, settings),
      queueSize: settings.parallelParts,
    }).done();
    return ETag;
  } finally {
    body.destroy();
    client.release();
  }
};

const uploadParameters = ({
  location,
  body,
  contentType,
  kmsKeyId,
}: S3Put): PutObjectCommandInput & { readonly MpuObjectSize: number } => ({
  Bucket: location.bucket,
  Key: location.key,
  ContentType: contentType,
  ContentLength: body.size,
  // With it S3 itself refuses to put together an object of another size.
  MpuObjectSize: body.size,
  ...(kmsKeyId === undefined
    ? { ServerSideEncryption: 'AES256' }
    : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }),
});

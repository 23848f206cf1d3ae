import type { S3Client } from '@aws-sdk/client-s3';

import type { ObjectLocation } from '../../ports/object-store.js';
import { isNamed } from './aws-failure.js';

/** Lists the keys below a prefix, page by page, in the order of their UTF-8 bytes. A missing bucket has none. */
export const listKeys = async (
  s3: S3Client,
  { bucket, key }: ObjectLocation,
  abortSignal: AbortSignal,
): Promise<readonly string[]> => {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const keys: string[] = [];
  let next: string | undefined;
  try {
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: key,
          // XML cannot hold every character that a key can.
          EncodingType: 'url',
          ...(next === undefined ? {} : { ContinuationToken: next }),
        }),
        { abortSignal },
      );
      const decode = page.EncodingType === 'url' ? decodeKey : (text: string) => text;
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(decode(Key));
      next = page.NextContinuationToken;
    } while (next !== undefined && next !== '');
  } catch (cause) {
    if (isNamed(cause, 'NoSuchBucket')) return [];
    throw cause;
  }
  return keys.sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
};

/** S3 encodes keys as forms are. */
const decodeKey = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

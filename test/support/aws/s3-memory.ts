import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import S3Object from 's3rver/lib/models/object.js';

/** An object as it is kept. */
export interface KeptObject {
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string | number>>;
}

/** An upload in parts that has been begun and neither completed nor given up. */
interface OpenUpload {
  readonly bucket: string;
  readonly key: string;
  readonly metadata: KeptObject['metadata'];
  readonly parts: Map<number, Buffer>;
}

/** What s3rver tells of bytes that it has been given. */
interface Received {
  readonly size: number;
  readonly md5: string;
}

/** The memory of an S3 server. The members up to `getSubresource` are those that s3rver calls. */
export interface S3Memory {
  readonly getBucket: (name: string) => Promise<{ readonly name: string } | null>;
  readonly existsObject: (bucket: string, key: string) => Promise<boolean>;
  readonly getObject: (bucket: string, key: string) => Promise<S3Object | null>;
  readonly putObject: (object: S3Object) => Promise<Received>;
  readonly deleteObject: (bucket: string, key: string) => Promise<boolean>;
  readonly initiateUpload: (
    bucket: string,
    key: string,
    uploadId: string,
    metadata: KeptObject['metadata'],
  ) => Promise<void>;
  readonly putPart: (
    bucket: string,
    uploadId: string,
    part: number | string,
    content: Readable,
  ) => Promise<Received>;
  readonly putObjectMultipart: (
    bucket: string,
    uploadId: string,
    parts: readonly { readonly number: number }[],
  ) => Promise<Received>;
  readonly getSubresource: () => Promise<null>;
  /** The keys of a bucket in the order of their UTF-8 bytes; nothing when there is no bucket. */
  readonly keys: (bucket: string) => readonly string[] | undefined;
  readonly find: (bucket: string, key: string) => KeptObject | undefined;
  /** The keys of uploads that are neither completed nor given up. */
  readonly openUploads: () => readonly string[];
  readonly giveUp: (uploadId: string) => boolean;
}

/**
 * Keeps the objects of s3rver in memory: its own files cannot have every key that S3 can, and show an object while it is
 * being written.
 */
export const makeS3Memory = (buckets: readonly string[]): S3Memory => {
  const objects = new Map(buckets.map((bucket) => [bucket, new Map<string, KeptObject>()]));
  const uploads = new Map<string, OpenUpload>();
  const objectsOf = (bucket: string): Map<string, KeptObject> => {
    const found = objects.get(bucket);
    if (found) return found;
    throw new Error(`There is no bucket ${bucket}`);
  };
  const put = (bucket: string, key: string, object: KeptObject): Received => {
    objectsOf(bucket).set(key, object);
    return { size: object.bytes.length, md5: md5Of(object.bytes) };
  };
  return {
    getBucket: (name: string) => Promise.resolve(objects.has(name) ? { name } : null),
    existsObject: (bucket: string, key: string) => Promise.resolve(objectsOf(bucket).has(key)),
    getObject: (bucket: string, key: string) => {
      const found = objectsOf(bucket).get(key);
      if (!found) return Promise.resolve(null);
      const { bytes, metadata } = found;
      const facts = {
        ...metadata,
        etag: JSON.stringify(md5Of(bytes)),
        'last-modified': new Date(0).toUTCString(),
        'content-length': bytes.length,
      };
      return Promise.resolve(new S3Object(bucket, key, Readable.from([bytes], { objectMode: false }), facts));
    },
    putObject: async (object: S3Object) =>
      put(object.bucket, object.key, { bytes: await buffer(object.content), metadata: object.metadata }),
    deleteObject: (bucket: string, key: string) => Promise.resolve(objectsOf(bucket).delete(key)),
    initiateUpload: (bucket: string, key: string, uploadId: string, metadata: KeptObject['metadata']) => {
      uploads.set(uploadId, { bucket, key, metadata, parts: new Map() });
      return Promise.resolve();
    },
    putPart: async (_bucket: string, uploadId: string, part: number | string, content: Readable) => {
      const bytes = await buffer(content);
      uploads.get(uploadId)?.parts.set(Number(part), bytes);
      return { size: bytes.length, md5: md5Of(bytes) };
    },
    putObjectMultipart: (bucket: string, uploadId: string, parts: readonly { readonly number: number }[]) => {
      const upload = uploads.get(uploadId);
      if (!upload) return Promise.reject(new Error(`There is no upload ${uploadId}`));
      uploads.delete(uploadId);
      const bytes = Buffer.concat(parts.map(({ number }) => upload.parts.get(number) ?? Buffer.alloc(0)));
      const { metadata } = new S3Object(bucket, upload.key, null, upload.metadata);
      return Promise.resolve(put(bucket, upload.key, { bytes, metadata }));
    },
    getSubresource: () => Promise.resolve(null),

    keys: (bucket: string): readonly string[] | undefined => {
      const found = objects.get(bucket);
      return (
        found && [...found.keys()].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
      );
    },
    find: (bucket: string, key: string): KeptObject | undefined => objects.get(bucket)?.get(key),
    openUploads: (): readonly string[] => [...uploads.values()].map(({ key }) => key),
    giveUp: (uploadId: string): boolean => uploads.delete(uploadId),
  };
};

const md5Of = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

import { Readable } from 'node:stream';

import { HeadObjectCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  type AwsClient,
  type AwsClients,
  makeAwsClients,
  makeS3ObjectStore,
  type S3ObjectStoreOptions,
} from '../../src/adapters/aws/index.js';
import type { ObjectBody, PutOptions } from '../../src/ports/object-store.js';
import { type S3Server, s3Credentials, startS3Server } from '../support/aws/s3-server.js';
import type { RecordedRequest } from '../support/recording-proxy.js';

const mebibyte = 1024 * 1024;
const location = { bucket: 'bucket', key: 'tmp/demo/dä y/R/logs' };
const path = '/bucket/tmp/demo/d%C3%A4%20y/R/logs';
const contentType = 'text/plain; charset=utf-8';

let server: S3Server;
let clients: AwsClients;
beforeEach(async () => {
  server = await startS3Server(['bucket']);
  clients = makeAwsClients({
    region: 'us-east-1',
    credentials: s3Credentials,
    endpoint: server.url,
    maxAttempts: 1,
  });
});
afterEach(async () => {
  await clients.close();
  await server.close();
});

/** A body of so many bytes that counts how often it is opened, and remembers its streams. */
const makeBody = (size: number): ObjectBody & { readonly opened: readonly Readable[] } => {
  const opened: Readable[] = [];
  return {
    size,
    opened,
    open: () => {
      const stream = Readable.from([Buffer.alloc(size, 'x')], { objectMode: false });
      opened.push(stream);
      return stream;
    },
  };
};

const put = async (
  body: ObjectBody,
  options: Partial<PutOptions> = {},
  storeOptions: S3ObjectStoreOptions = {},
  using: AwsClients = clients,
): Promise<unknown> => {
  const store = makeS3ObjectStore(using, { partBytes: 5 * mebibyte, ...storeOptions });
  const { signal } = new AbortController();
  const result = await store.put(location, body, { signal, contentType, ...options })();
  return E.isLeft(result) ? result.left : result.right;
};

/** What a request does, in S3's words. */
const operation = ({ method, query }: RecordedRequest): string => {
  if (method === 'POST') return query.has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload';
  if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject';
  if (method === 'PUT') return query.has('uploadId') ? 'UploadPart' : 'PutObject';
  return method === 'HEAD' ? 'HeadObject' : 'GetObject';
};

const operations = (): readonly string[] => server.requests.map(operation);

const requestsOf = (name: string): readonly RecordedRequest[] =>
  server.requests.filter((request) => operation(request) === name);

/** Every request of an operation has this answer. */
const answerAll = (name: string, status: number, code: string): void => {
  const body = `<Error><Code>${code}</Code><Message>what S3 said</Message></Error>`;
  server.disturb((request) => (operation(request) === name ? { status, body } : undefined));
};

/** The first request of an operation waits until it is let go; `begun` settles when it has come. */
const hold = (name: string): { readonly begun: Promise<void>; readonly letGo: () => void } => {
  let letGo = (): void => undefined;
  let hasBegun = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    hasBegun = resolve;
  });
  const gone = new Promise<undefined>((resolve) => {
    letGo = () => {
      resolve(undefined);
    };
  });
  server.disturb(async (request) => {
    if (operation(request) !== name) return undefined;
    hasBegun();
    return gone;
  });
  return {
    begun,
    letGo: () => {
      letGo();
    },
  };
};

describe('a small object', () => {
  it('goes in one request, encrypted with the keys of S3, and its size is asked for', async () => {
    expect(await put(makeBody(5))).toEqual({ location, size: 5, contentType });
    expect(operations()).toEqual(['PutObject', 'HeadObject']);
    expect(server.requests[0]).toMatchObject({
      path,
      headers: {
        'content-type': contentType,
        'content-length': '5',
        'x-amz-server-side-encryption': 'AES256',
        'x-amz-checksum-crc32': expect.any(String) as unknown,
      },
    });
    expect(server.requests[0]?.headers).not.toHaveProperty('x-amz-server-side-encryption-aws-kms-key-id');
  });

  it.each([
    'alias/lava-dev',
    '1234abcd-12ab-34cd-56ef-1234567890ab',
    'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'arn:aws-cn:kms:cn-north-1:111122223333:alias/lava/dev',
  ])('is encrypted with the key that is given: %s', async (kmsKeyId) => {
    expect(await put(makeBody(5), { kmsKeyId })).toMatchObject({ kmsKeyId });
    expect(server.requests[0]?.headers).toMatchObject({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyId,
    });
  });

  it('is encrypted with the keys of S3 when the key is empty', async () => {
    expect(await put(makeBody(5), { kmsKeyId: '' })).not.toHaveProperty('kmsKeyId');
    expect(server.requests[0]?.headers).toMatchObject({ 'x-amz-server-side-encryption': 'AES256' });
  });

  it('is stored for a worker that may store and not read', async () => {
    answerAll('HeadObject', 403, 'AccessDenied');
    expect(await put(makeBody(5))).toMatchObject({ size: 5 });
  });

  it('is stored again, once, when S3 has another size of it', async () => {
    server.disturb((request) =>
      operation(request) === 'HeadObject'
        ? { status: 200, headers: { 'content-length': '4', etag: '"fb0e22c79ac75679e9881e6ba183b354"' } }
        : undefined,
    );
    const body = makeBody(5);
    expect(await put(body)).toMatchObject({
      _tag: 'Unavailable',
      code: 'aws.wrong-size',
      retryable: true,
      message: `s3://bucket/${location.key} has 4 bytes after 5 were stored`,
    });
    expect(body.opened).toHaveLength(2);
  });

  it('says that it may not be stored, and is not tried again', async () => {
    answerAll('PutObject', 403, 'AccessDenied');
    expect(await put(makeBody(5))).toMatchObject({
      _tag: 'AccessDenied',
      message: `Cannot store s3://bucket/${location.key}: AccessDenied: what S3 said`,
      details: location,
    });
    expect(operations()).toEqual(['PutObject']);
  });

  it('says that there is no such bucket', async () => {
    answerAll('PutObject', 404, 'NoSuchBucket');
    expect(await put(makeBody(5))).toMatchObject({
      _tag: 'Unavailable',
      code: 'aws.not-found',
      retryable: false,
    });
  });

  it('counts as stored when an abort comes late and S3 answers all the same', async () => {
    const { begun, letGo } = hold('PutObject');
    const controller = new AbortController();
    const putting = put(makeBody(5), { signal: controller.signal });
    await begun;
    controller.abort();
    letGo();
    expect(await putting).toMatchObject({ size: 5 });
    expect(server.memory.find('bucket', location.key)).toBeDefined();
  });

  it('is given up when S3 does not answer after an abort', async () => {
    server.disturb((request) => (operation(request) === 'PutObject' ? 'silence' : undefined));
    const controller = new AbortController();
    const putting = put(makeBody(5), { signal: controller.signal }, { undoMs: 0 });
    await until(() => operations().length === 1);
    controller.abort();
    expect(await putting).toMatchObject({ _tag: 'Aborted' });
  });
});

/** Settles when something holds that requests of the server bring about. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

describe('a body whose stream fails', () => {
  const disk = Object.assign(new Error('EIO: the disk is broken'), { code: 'EIO' });

  it.each([
    ['before it is read', () => new Readable({ read: () => undefined }).destroy(disk)],
    [
      'while it is read',
      () =>
        new Readable({
          read() {
            if (this.readableLength === 0) this.push('begun');
            this.destroy(disk);
          },
        }),
    ],
  ])('%s is reported once, and nothing is sent', async (_when, open) => {
    expect(await put({ size: 100, open })).toMatchObject({
      _tag: 'Unavailable',
      retryable: false,
      message: `Cannot store s3://bucket/${location.key}: EIO: the disk is broken`,
    });
    expect(operations()).toEqual([]);
  });

  it('after a part that is stored is given up', async () => {
    const open = (): Readable =>
      Readable.from(
        (function* pieces() {
          yield Buffer.alloc(6 * mebibyte);
          throw disk;
        })(),
        { objectMode: false },
      );
    expect(await put({ size: 12 * mebibyte, open })).toMatchObject({ retryable: false });
    expect(requestsOf('CompleteMultipartUpload')).toEqual([]);
    expect(server.memory.openUploads()).toEqual([]);
  });
});

describe('a client of the host', () => {
  it('stores in parts without checksums of the newer kind, where a server does not know them', async () => {
    const s3 = new S3Client({
      region: 'us-east-1',
      credentials: s3Credentials,
      endpoint: server.url,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    const lent = makeAwsClients({ clients: { s3 } });
    for (const size of [5, 6 * mebibyte])
      expect(await put(makeBody(size), {}, {}, lent)).toMatchObject({ size });
    s3.destroy();
    const names = server.requests.flatMap(({ headers }) => Object.keys(headers));
    expect(names.filter((name) => /checksum|crc|trailer/.test(name))).toEqual([]);
  });

  it('that answers after an abort leaves no stream open', async () => {
    const stream = new Readable({ read: () => undefined });
    const controller = new AbortController();
    const send = (): Promise<unknown> => {
      controller.abort();
      return Promise.resolve({ Body: stream });
    };
    const store = makeS3ObjectStore(makeAwsClients({ clients: { s3: { send } } }));
    expect(await store.get(location, controller)()).toMatchObject(E.left({ _tag: 'Aborted' }));
    await until(() => stream.destroyed);
  });
});

describe('a large object', () => {
  const size = 12 * mebibyte;

  it('goes in parts, and S3 is told its size, encryption and key', async () => {
    expect(await put(makeBody(size), { kmsKeyId: 'alias/lava-dev' })).toMatchObject({ size });
    expect(operations()).toEqual([
      'CreateMultipartUpload',
      'UploadPart',
      'UploadPart',
      'UploadPart',
      'CompleteMultipartUpload',
      'HeadObject',
    ]);
    expect(requestsOf('CreateMultipartUpload')[0]).toMatchObject({
      path,
      headers: {
        'content-type': contentType,
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'alias/lava-dev',
      },
    });
    expect(requestsOf('UploadPart').map(({ headers }) => Number(headers['content-length']))).toEqual([
      5 * mebibyte,
      5 * mebibyte,
      2 * mebibyte,
    ]);
    expect(requestsOf('CompleteMultipartUpload')[0]?.headers['x-amz-mp-object-size']).toBe(String(size));
    expect(server.memory.find('bucket', location.key)?.bytes.length).toBe(size);
    expect(server.memory.openUploads()).toEqual([]);
  });

  it('is given up, all of it, when a part fails for good', async () => {
    answerAll('UploadPart', 500, 'InternalError');
    const body = makeBody(size);
    expect(await put(body, {}, { attempts: 1 })).toMatchObject({
      _tag: 'Unavailable',
      retryable: true,
      message: `Cannot store s3://bucket/${location.key}: InternalError: what S3 said`,
    });
    expect(requestsOf('AbortMultipartUpload')).toHaveLength(1);
    expect(server.memory.openUploads()).toEqual([]);
    expect(body.opened.every((stream) => stream.destroyed)).toBe(true);
  });

  it('is uploaded from its beginning when an upload has failed that may succeed', async () => {
    let failures = 1;
    server.disturb((request) => {
      if (operation(request) !== 'UploadPart' || failures === 0) return undefined;
      failures -= 1;
      return 'cut';
    });
    const body = makeBody(size);
    expect(await put(body)).toMatchObject({ size });
    expect(body.opened).toHaveLength(2);
    expect(requestsOf('CreateMultipartUpload')).toHaveLength(2);
    expect(server.memory.openUploads()).toEqual([]);
  });

  it('tells what went wrong first when it cannot be given up either', async () => {
    server.disturb((request) => {
      if (operation(request) === 'UploadPart')
        return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
      return operation(request) === 'AbortMultipartUpload' ? 'cut' : undefined;
    });
    expect(await put(makeBody(size))).toMatchObject({ _tag: 'AccessDenied' });
  });

  it('is given up when S3 cannot put it together, though it says 200', async () => {
    answerAll('CompleteMultipartUpload', 200, 'InternalError');
    expect(await put(makeBody(size), {}, { attempts: 1 })).toMatchObject({
      _tag: 'Unavailable',
      retryable: true,
    });
    expect(server.memory.openUploads()).toEqual([]);
    expect(server.memory.find('bucket', location.key)).toBeUndefined();
  });

  it.each([-1, 1])('is given up when its body is %d bytes longer than announced', async (difference) => {
    const body = { ...makeBody(size + difference), size };
    expect(await put(body)).toMatchObject({ _tag: 'InvalidData', code: 'aws.wrong-size', retryable: false });
    expect(requestsOf('CompleteMultipartUpload')).toEqual([]);
    expect(server.memory.openUploads()).toEqual([]);
  });

  it('is given up when its parts are on their way and the signal is aborted', async () => {
    const controller = new AbortController();
    server.disturb((request) => (operation(request) === 'UploadPart' ? 'silence' : undefined));
    const body = makeBody(size);
    const putting = put(body, { signal: controller.signal });
    await until(() => requestsOf('UploadPart').length > 0);
    controller.abort();
    expect(await putting).toMatchObject({ _tag: 'Aborted' });
    expect(requestsOf('AbortMultipartUpload')).toHaveLength(1);
    expect(server.memory.openUploads()).toEqual([]);
    expect(server.memory.find('bucket', location.key)).toBeUndefined();
    expect(body.opened.every((stream) => stream.destroyed)).toBe(true);
  });

  it.each([
    ['UploadPart', UploadPartCommand, { _tag: 'Aborted' }],
    ['HeadObject', HeadObjectCommand, { size }],
  ])(
    'does not wait out a pause of the SDK in %s when the signal is aborted',
    async (_name, Command, result) => {
      const controller = new AbortController();
      const s3 = await clients.s3();
      const pausing: AwsClient & Pick<typeof s3, 'config'> = {
        config: s3.config,
        send: (command: Parameters<typeof s3.send>[0], options) => {
          if (!(command instanceof Command)) return s3.send(command, options);
          setImmediate(() => {
            controller.abort();
          });
          return new Promise(() => undefined);
        },
      };
      const lent = makeAwsClients({ clients: { s3: pausing } });
      expect(await put(makeBody(size), { signal: controller.signal }, {}, lent)).toMatchObject(result);
      expect(server.memory.openUploads()).toEqual([]);
    },
  );

  it('is given up when S3 begins it after the signal is aborted', async () => {
    const { begun, letGo } = hold('CreateMultipartUpload');
    const controller = new AbortController();
    const putting = put(makeBody(size), { signal: controller.signal });
    await begun;
    controller.abort();
    letGo();
    expect(await putting).toMatchObject({ _tag: 'Aborted' });
    expect(requestsOf('AbortMultipartUpload')).toHaveLength(1);
    expect(server.memory.openUploads()).toEqual([]);
  });

  it('counts as stored when S3 puts it together after the signal is aborted', async () => {
    const { begun, letGo } = hold('CompleteMultipartUpload');
    const controller = new AbortController();
    const putting = put(makeBody(size), { signal: controller.signal });
    await begun;
    controller.abort();
    letGo();
    expect(await putting).toMatchObject({ size });
    expect(server.memory.openUploads()).toEqual([]);
  });
});

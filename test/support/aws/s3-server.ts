import { Agent } from 'node:http';

import S3rver from 's3rver';
import S3Object from 's3rver/lib/models/object.js';

import {
  type ProxyAnswer,
  type RecordedRequest,
  type RecordingProxy,
  startRecordingProxy,
} from '../recording-proxy.js';
import { makeS3Memory, type S3Memory } from './s3-memory.js';

/** The credentials that s3rver takes. */
export const s3Credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } as const;

/** Decides what happens to a request instead of its being handed on. */
export type S3Disturbance = (
  request: RecordedRequest,
) => ProxyAnswer | undefined | Promise<ProxyAnswer | undefined>;

/** S3 for tests, on 127.0.0.1: s3rver, and before it a proxy that records, disturbs, and adds what s3rver lacks. */
export interface S3Server {
  readonly url: string;
  readonly requests: RecordingProxy['requests'];
  readonly memory: S3Memory;
  /** Asked before each request from now on; nothing: no more. */
  readonly disturb: (disturbance?: S3Disturbance) => void;
  readonly close: () => Promise<void>;
}

/** s3rver forgets these headers otherwise. */
const encryption = ['x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id'];

/** Starts S3 with some buckets. Its owner closes it. */
export const startS3Server = async (buckets: readonly string[]): Promise<S3Server> => {
  for (const header of encryption)
    if (!S3Object.ALLOWED_METADATA.includes(header)) S3Object.ALLOWED_METADATA.push(header);
  const memory = makeS3Memory(buckets);
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: '',
    vhostBuckets: false,
  });
  server.store = server.context.store = memory;
  const { port } = await server.run();
  const agent = new Agent({ keepAlive: true });
  let disturbance: S3Disturbance | undefined;
  const proxy = await startRecordingProxy({
    listen: 'tcp',
    upstream: { host: '127.0.0.1', port, agent },
    path: withOneKeySegment,
    answer: async (request) => (await disturbance?.(request)) ?? missingAbility(memory, request),
  });
  return {
    url: `http://${proxy.address}`,
    requests: proxy.requests,
    memory,
    disturb: (next) => {
      disturbance = next;
    },
    close: async () => {
      await proxy.close();
      agent.destroy();
      server.httpServer.closeAllConnections();
      await server.close();
    },
  };
};

/** s3rver does not find keys with slashes side by side unless they are one segment of the path. */
const withOneKeySegment = (path: string): string =>
  path.replace(
    /^(\/[^/?]+\/)([^?]*)/,
    (_match, bucket: string, key: string) => bucket + key.replaceAll('/', '%2F'),
  );

/** s3rver cannot give up an upload, and its lists have one page only on today's OpenSSL and are not encoded. */
const missingAbility = (
  memory: S3Memory,
  { method, path, query }: RecordedRequest,
): ProxyAnswer | undefined => {
  const upload = query.get('uploadId');
  if (method === 'DELETE' && upload !== null)
    return memory.giveUp(upload) ? { status: 204 } : xml(404, '<Error><Code>NoSuchUpload</Code></Error>');
  return query.get('list-type') === '2'
    ? listPage(memory, decodeURIComponent(path.split('/')[1] ?? ''), query)
    : undefined;
};

/** As many keys as S3 gives at once. */
const pageSize = 1000;

const listPage = (memory: S3Memory, bucket: string, query: URLSearchParams): ProxyAnswer => {
  const keys = memory.keys(bucket);
  if (!keys)
    return xml(404, '<Error><Code>NoSuchBucket</Code><Message>There is no such bucket</Message></Error>');
  const all = keys.filter((key) => key.startsWith(query.get('prefix') ?? ''));
  const begin = Number(query.get('continuation-token') ?? 0);
  const page = all.slice(begin, begin + pageSize);
  const next =
    begin + pageSize < all.length ? `<NextContinuationToken>${begin + pageSize}</NextContinuationToken>` : '';
  const contents = page.map((key) => `<Contents><Key>${encodeForm(key)}</Key></Contents>`).join('');
  return xml(
    200,
    `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${next !== ''}</IsTruncated>${next}${contents}</ListBucketResult>`,
  );
};

const encodeForm = (key: string): string => new URLSearchParams({ key }).toString().slice('key='.length);

const xml = (status: number, body: string): ProxyAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});

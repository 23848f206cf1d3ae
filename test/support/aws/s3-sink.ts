import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What has come of a part: its bytes are not kept. */
export interface SunkPart {
  readonly bytes: number;
  readonly md5: string;
}

/** As much of S3 as takes one object in parts, of any size, and keeps nothing but counts and hashes. On 127.0.0.1. */
export interface S3Sink {
  readonly url: string;
  /** The parts that the object was put together from, in their order. */
  readonly object: () => readonly SunkPart[];
  readonly close: () => Promise<void>;
}

/** Starts a sink. Its owner closes it. */
export const startS3Sink = async (): Promise<S3Sink> => {
  const parts = new Map<number, SunkPart>();
  let object: readonly SunkPart[] = [];

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { searchParams } = new URL(message.url ?? '/', 'http://sink');
    if (message.method === 'PUT') {
      const part = await sink(message);
      parts.set(Number(searchParams.get('partNumber')), part);
      response.writeHead(200, { etag: `"${part.md5}"` }).end();
    } else if (message.method === 'POST' && searchParams.has('uploads')) {
      message.resume();
      answer(
        response,
        '<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>',
      );
    } else if (message.method === 'POST') {
      const numbers = [...(await text(message)).matchAll(/<PartNumber>(\d+)</g)].map(([, number]) =>
        Number(number),
      );
      object = numbers.flatMap((number) => parts.get(number) ?? []);
      answer(response, '<CompleteMultipartUploadResult><ETag>"whole"</ETag></CompleteMultipartUploadResult>');
    } else {
      const size = object.reduce((sum, { bytes }) => sum + bytes, 0);
      response.writeHead(200, { 'content-length': size, etag: '"whole"' }).end();
    }
  };

  const server = createServer((message, response) => {
    serve(message, response).catch(() => {
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    object: () => object,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const sink = async (message: IncomingMessage): Promise<SunkPart> => {
  const hash = createHash('md5');
  let bytes = 0;
  for await (const piece of message) {
    hash.update(piece as Uint8Array);
    bytes += (piece as Uint8Array).length;
  }
  return { bytes, md5: hash.digest('hex') };
};

const answer = (response: ServerResponse, body: string): void => {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
};

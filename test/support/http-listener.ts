import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that has arrived. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** A server of 127.0.0.1 that notes what it is sent. */
export interface HttpListener {
  readonly url: string;
  readonly received: readonly ReceivedRequest[];
  readonly close: () => Promise<void>;
}

/** How a request is answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** Starts a server. Its owner closes it. */
export const startHttpListener = async (
  answer: (request: ReceivedRequest) => HttpAnswer | Promise<HttpAnswer>,
): Promise<HttpListener> => {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        type: request.headers['content-type'] ?? '',
        body: Buffer.concat(pieces).toString(),
      };
      received.push(one);
      void Promise.resolve(answer(one)).then(({ status, text }) => {
        response.writeHead(status).end(text);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

import { createServer, type IncomingHttpHeaders, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import dynalite from 'dynalite';

/** A request as it came over the wire. */
export interface WireRequest {
  /** `GetItem` and so on. */
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
}

/** An answer in the place of the database's own; `hang` never answers. */
export type WireAnswer = { readonly status: number; readonly body: unknown } | 'hang' | 'cut';

/** A DynamoDB whose wire a test can see and disturb. */
export interface DynamoDbServer {
  readonly endpoint: string;
  /** Everything that was asked, setting up included, until it is forgotten. */
  readonly requests: () => readonly WireRequest[];
  readonly forget: () => void;
  /** Answers in the database's place whenever it gives an answer; undefined lets the request through. */
  readonly answer: (next: ((request: WireRequest) => WireAnswer | undefined) | undefined) => void;
  /** Settles when the next request has come in whole. */
  readonly nextRequest: () => Promise<WireRequest>;
  readonly close: () => Promise<void>;
}

/** Starts dynalite, and in front of it a server that writes down what is asked. */
export const startDynamoDb = async (): Promise<DynamoDbServer> => {
  const database = dynalite({ createTableMs: 0 });
  const databasePort = await listen(database);
  const requests: WireRequest[] = [];
  const waiting: ((request: WireRequest) => void)[] = [];
  let answer: ((request: WireRequest) => WireAnswer | undefined) | undefined;
  const front = createServer((incoming, response) => {
    void (async () => {
      const bytes = await buffer(incoming);
      const asked = wireRequest(incoming.headers, bytes);
      requests.push(asked);
      for (const tell of waiting.splice(0)) tell(asked);
      const own = answer?.(asked);
      if (own === 'hang') return;
      if (own === 'cut') incoming.socket.destroy();
      else if (own) reply(response, own);
      else forward(databasePort, incoming.headers, bytes, response);
    })();
  });
  const port = await listen(front);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests: () => requests,
    forget: () => {
      requests.length = 0;
    },
    answer: (next) => {
      answer = next;
    },
    nextRequest: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    close: async () => {
      await stop(front);
      await stop(database);
    },
  };
};

const wireRequest = (headers: IncomingHttpHeaders, bytes: Buffer): WireRequest => ({
  operation: String(headers['x-amz-target']).split('.')[1] ?? '',
  body: JSON.parse(bytes.toString()) as WireRequest['body'],
  headers,
});

const reply = (
  response: ServerResponse,
  { status, body }: { readonly status: number; readonly body: unknown },
): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
};

const forward = (
  port: number,
  headers: IncomingHttpHeaders,
  bytes: Buffer,
  response: ServerResponse,
): void => {
  const onward = request({ host: '127.0.0.1', port, method: 'POST', path: '/', headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  onward.end(bytes);
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

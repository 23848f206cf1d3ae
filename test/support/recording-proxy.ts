import { mkdtemp, rm } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

/** A request as it came over the wire. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query and without the version of the engine's API. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** What has arrived of the body. */
  readonly body: () => string;
  /** Status of the answer; `undefined` while there is none. */
  readonly status: () => number | undefined;
}

/** What a proxy does with a request instead of handing it on. */
export type ProxyAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** Closes the connection without an answer. */
  | 'cut'
  /** Never answers. */
  | 'silence';

/** How a proxy is set up. */
export interface ProxyOptions {
  /** `unix`: a socket of its own; `tcp`: a port of 127.0.0.1. */
  readonly listen: 'unix' | 'tcp';
  /** Where requests go, as `http.request` has it. */
  readonly upstream: RequestOptions;
  /** Asked about each request before it is handed on; nothing: it is. */
  readonly answer?: (request: RecordedRequest) => ProxyAnswer | undefined | Promise<ProxyAnswer | undefined>;
  /** Changes the path, with its query, of what is handed on. */
  readonly path?: (path: string) => string;
  /** Changes the headers of what is handed on. */
  readonly headers?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders;
}

/** Stands between a client and a server, hands everything on, and remembers what was asked. */
export interface RecordingProxy {
  /** `unix:///…` or `127.0.0.1:port`. */
  readonly address: string;
  readonly requests: readonly RecordedRequest[];
  /** The requests to a path. */
  readonly requestsTo: (method: string, path: RegExp) => readonly RecordedRequest[];
  /** The requests that are under way. */
  readonly open: () => readonly RecordedRequest[];
  /** Breaks the connections of requests that are under way. */
  readonly cut: (path: RegExp) => void;
  readonly close: () => Promise<void>;
}

/** A request under way. */
interface Exchange {
  readonly request: RecordedRequest;
  readonly socket: Duplex;
  readonly pieces: Buffer[];
  readonly answered: (status: number) => void;
}

/** Starts a proxy. Its owner closes it. */
export const startRecordingProxy = async (options: ProxyOptions): Promise<RecordingProxy> => {
  const requests: RecordedRequest[] = [];
  const open = new Set<Exchange>();
  const sockets = new Set<Duplex>();
  const begin = (message: IncomingMessage, socket: Duplex): Exchange => {
    const exchange = newExchange(message, socket);
    requests.push(exchange.request);
    open.add(exchange);
    return exchange;
  };
  const server = createServer((message, response) => {
    const exchange = begin(message, message.socket);
    response.once('close', () => open.delete(exchange));
    void handOn(options, exchange, message, response);
  });
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (message: IncomingMessage, socket: Duplex, head: Buffer) => {
    const exchange = begin(message, socket);
    socket.once('close', () => open.delete(exchange));
    void handOnUpgrade(options, exchange, message, head);
  });
  const { address, remove } = await listen(server, options.listen);
  return {
    address,
    requests,
    requestsTo: (method, path) =>
      requests.filter((request) => request.method === method && path.test(request.path)),
    open: () => [...open].map(({ request }) => request),
    cut: (path) => {
      for (const { request, socket } of open) if (path.test(request.path)) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await remove();
    },
  };
};

const newExchange = (message: IncomingMessage, socket: Duplex): Exchange => {
  const url = new URL(message.url ?? '/', 'http://proxy');
  const pieces: Buffer[] = [];
  let status: number | undefined;
  return {
    socket,
    pieces,
    answered: (code) => {
      status = code;
    },
    request: {
      method: message.method ?? '',
      path: url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, ''),
      query: url.searchParams,
      headers: message.headers,
      body: () => Buffer.concat(pieces).toString(),
      status: () => status,
    },
  };
};

const upstreamOptions = (
  { upstream, path = (same) => same, headers = (same) => same }: ProxyOptions,
  { method, url = '/', headers: sent }: IncomingMessage,
): RequestOptions => ({
  agent: false,
  ...upstream,
  method,
  path: path(url),
  headers: headers(sent),
});

const handOn = async (
  options: ProxyOptions,
  { request, pieces, answered }: Exchange,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const own = await options.answer?.(request);
  if (own === 'silence') return;
  if (own === 'cut') {
    message.socket.destroy();
    return;
  }
  if (own !== undefined) {
    answered(own.status);
    message.resume();
    response.writeHead(own.status, own.headers).end(own.body);
    return;
  }
  const onward = httpRequest(upstreamOptions(options, message), (answer) => {
    answered(answer.statusCode ?? 0);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.flushHeaders();
    answer.pipe(response);
    answer.once('close', () => {
      // An answer that breaks off must break off on this side, too.
      if (!answer.complete) response.destroy();
    });
  });
  onward.once('error', (cause) => {
    // What is wrong behind the proxy is told in words, so that nobody looks for it before the proxy.
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end(`The proxy has no answer: ${cause.message}`);
  });
  response.once('close', () => onward.destroy());
  message.on('data', (piece: Buffer) => pieces.push(piece));
  // In one piece with its head: an engine that answers before it has read the end closes the connection, and what is
  // written then breaks a call that has succeeded.
  message.once('end', () => onward.end(Buffer.concat(pieces)));
};

/** The engine's attach: after the answer the connection carries bytes both ways. */
const handOnUpgrade = async (
  options: ProxyOptions,
  { request, socket, answered }: Exchange,
  message: IncomingMessage,
  head: Buffer,
): Promise<void> => {
  socket.on('error', () => undefined);
  if ((await options.answer?.(request)) !== undefined) {
    socket.destroy();
    return;
  }
  const onward = httpRequest(upstreamOptions(options, message));
  onward.once('upgrade', (answer, engine, rest) => {
    answered(answer.statusCode ?? 0);
    socket.write(
      `HTTP/1.1 ${answer.statusCode ?? 101} Switching Protocols\r\n${headerLines(answer)}\r\n\r\n`,
    );
    engine.on('error', () => socket.destroy());
    if (rest.length > 0) socket.write(rest);
    engine.pipe(socket).pipe(engine);
    engine.once('close', () => socket.destroy());
    socket.once('close', () => engine.destroy());
  });
  onward.once('response', (answer) => {
    answered(answer.statusCode ?? 0);
    socket.write(
      `HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}\r\nConnection: close\r\n\r\n`,
    );
    answer.pipe(socket);
  });
  onward.once('error', () => socket.destroy());
  onward.end(head);
};

const headerLines = ({ rawHeaders }: IncomingMessage): string =>
  rawHeaders
    .flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : []))
    .join('\r\n');

const listen = async (
  server: Server,
  where: ProxyOptions['listen'],
): Promise<{ readonly address: string; readonly remove: () => Promise<void> }> => {
  const folder = where === 'unix' ? await mkdtemp(join(tmpdir(), 'lava-proxy-')) : undefined;
  const socket = folder === undefined ? undefined : join(folder, 'engine.sock');
  await new Promise<void>((resolve) => {
    if (socket === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(socket, resolve);
  });
  const bound = server.address();
  return {
    address:
      bound !== null && typeof bound === 'object' ? `127.0.0.1:${bound.port}` : `unix://${socket ?? ''}`,
    remove: async () => {
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
};

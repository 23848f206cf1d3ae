import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A request as the scripted engine saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Without the API version and the query, decoded. */
  readonly path: string;
  /** As it stood in the request. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (response: ServerResponse, request: SeenRequest) => void;
export type UpgradeAnswer = (socket: Duplex, request: SeenRequest) => void;

/** Answers by `METHOD /path`. Of a list each answer serves once, the last one for ever. */
export type Script = Readonly<Record<string, Answer | readonly Answer[]>>;

export interface ScriptedEngine {
  /** `tcp://127.0.0.1:port` */
  readonly server: string;
  readonly requests: readonly SeenRequest[];
  /** Requests of one method and path. */
  readonly seen: (line: string) => readonly SeenRequest[];
  readonly close: () => Promise<void>;
}

export const json =
  (status: number, value: unknown): Answer =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
  };

export const empty =
  (status: number): Answer =>
  (response) => {
    response.writeHead(status).end();
  };

/** Takes the request and never answers. */
export const silence: Answer = () => undefined;

export const cutBeforeHeaders: Answer = (response) => {
  response.destroy();
};

/** Sends the headers and some of the body, then breaks the connection. */
export const cutAfterHeaders =
  (body = '{"Id":'): Answer =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write(body, () => {
      setImmediate(() => response.destroy());
    });
  };

/** Sends the headers and some of the body, and nothing more. */
export const silenceAfterHeaders =
  (body = ' '): Answer =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write(body);
  };

export const text =
  (status: number, body: string | Uint8Array): Answer =>
  (response) => {
    response.writeHead(status).end(body);
  };

/** The answers of an ordinary engine to what every connection asks. */
export const ordinary: Script = {
  'GET /version': json(200, { ApiVersion: '1.41', MinAPIVersion: '1.12', Components: [{ Name: 'Engine' }] }),
};

/** A container as the engine shows it. */
export const inspected = (
  state: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>> = {},
): Answer =>
  json(200, {
    Id: 'c1',
    Name: '/job',
    Image: 'sha256:aa',
    Config: { Tty: false, Labels: { run: '1' } },
    HostConfig: { LogConfig: { Type: 'local' } },
    State: {
      Status: 'running',
      ExitCode: 0,
      OOMKilled: false,
      Error: '',
      StartedAt: '2026-01-01T00:00:00Z',
      ...state,
    },
    ...over,
  });

/** Starts an HTTP server on a loopback socket that plays the Docker Engine API from a script. */
export const startScriptedEngine = async (
  script: Script,
  upgrades: Readonly<Record<string, UpgradeAnswer>> = {},
  tls?: ServerOptions,
): Promise<ScriptedEngine> => {
  const requests: SeenRequest[] = [];
  const remaining = new Map(
    Object.entries({ ...ordinary, ...script }).map(([key, value]) => [key, [value].flat()]),
  );
  const nextAnswer = (line: string): Answer => {
    const answers = remaining.get(line) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer ?? json(404, { message: `nothing scripted for ${line}` });
  };
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    void readRequest(request).then((seen) => {
      requests.push(seen);
      nextAnswer(`${seen.method} ${seen.path}`)(response, seen);
    });
  };
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const seen = toSeen(request, '');
    requests.push(seen);
    socket.on('error', () => undefined);
    upgrades[`${seen.method} ${seen.path}`]?.(socket, seen);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    seen: (line) => requests.filter(({ method, path }) => `${method} ${path}` === line),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
};

const readRequest = async (request: IncomingMessage): Promise<SeenRequest> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return toSeen(request, Buffer.concat(pieces).toString());
};

const toSeen = (request: IncomingMessage, body: string): SeenRequest => {
  const url = new URL(request.url ?? '/', 'http://engine');
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname.replace(/^\/v\d+\.\d+/, '')),
    url: request.url ?? '',
    query: url.searchParams,
    headers: request.headers,
    body,
  };
};

/** The answer of an engine that upgrades the connection, followed by the given pieces. */
export const upgradeTo =
  (pieces: readonly Uint8Array[], then: 'end' | 'reset' | 'stay' = 'end'): UpgradeAnswer =>
  (socket) => {
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    for (const piece of pieces) socket.write(piece);
    if (then === 'end') socket.end();
    if (then === 'reset') setImmediate(() => socket.destroy());
  };

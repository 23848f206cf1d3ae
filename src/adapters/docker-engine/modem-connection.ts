import { setMaxListeners } from 'node:events';
import type { Agent, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import type { EngineAddress } from './engine-address.js';
import type { EngineAnswer, EngineConnection, EngineRequest } from './connection.js';
import { abortError } from './deadline.js';
import { connectionClosed, connectionFailed } from './engine-errors.js';
import { hiddenHeader, type HiddenHeader } from './hidden-header.js';
import { agentFor } from './transport-agent.js';

/** What docker-modem is told of one request; see its `dial`. */
interface DialOptions {
  readonly path: string;
  readonly method: string;
  readonly options: { readonly _query: object; readonly _body: object };
  readonly headers: Record<string, HiddenHeader>;
  readonly statusCodes: Readonly<Record<number, boolean>>;
  readonly isStream: true;
  readonly hijack: boolean;
  readonly abortSignal: AbortSignal;
}

interface Modem {
  dial: (
    options: DialOptions,
    callback: (error: Error | null, answer: IncomingMessage | Duplex | null) => void,
  ) => void;
  buildRequest: (options: object, ...rest: readonly unknown[]) => void;
}

/** What is needed to open a connection. */
export interface ModemSettings {
  readonly address: EngineAddress;
  readonly timeoutMs: number;
  /** Added to every request: `HttpHeaders` of the client configuration. */
  readonly headers: Readonly<Record<string, string>>;
  /** E.g. `1.41`. Absent: paths without a version, as `/version` is asked for. */
  readonly apiVersion?: string;
  /** For the `ssh` program. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * A connection over dockerode's modem. All calls use its `dial` with `isStream`, so that bodies are read here: its own
 * reading never settles when a connection dies after the headers, and parses logs that look like JSON.
 *
 * dockerode is loaded here, when the first connection is made, and nowhere else.
 */
export const openModemConnection = async (settings: ModemSettings): Promise<EngineConnection> => {
  const agent = agentFor(settings.address, settings.environment);
  const modem = await makeModem(settings, agent);
  const closed = new AbortController();
  // Each call under way listens; Node takes more than ten for a leak.
  setMaxListeners(0, closed.signal);
  return {
    server: settings.address.url,
    timeoutMs: settings.timeoutMs,
    open: (request, signal) => dial(modem, settings, request, signal),
    closed: closed.signal,
    close: () => {
      closed.abort(connectionClosed());
      agent.destroy();
    },
  };
};

const makeModem = async (settings: ModemSettings, agent: Agent): Promise<Modem> => {
  const { default: Dockerode } = await import('dockerode');
  const { address } = settings;
  const docker = withoutVariable(
    'DOCKER_HOST',
    () =>
      new Dockerode({
        // Every member is given: docker-modem fills in those that are missing.
        socketPath: address.kind === 'socket' ? address.path : undefined,
        host: address.kind === 'socket' ? undefined : address.host,
        port: address.kind === 'socket' ? undefined : address.port,
        protocol: address.kind === 'tcp' && address.tls !== undefined ? 'https' : 'http',
        version: settings.apiVersion === undefined ? undefined : `v${settings.apiVersion}`,
        ca: undefined,
        cert: undefined,
        key: undefined,
        timeout: undefined,
        agent,
      } as ConstructorParameters<typeof Dockerode>[0]),
  );
  return refusingRedirects(docker.modem as unknown as Modem);
};

/**
 * Makes a redirect an error of its request. docker-modem would follow it with a request of its own that nobody reads
 * and whose failure ends the process.
 */
const refusingRedirects = (modem: Modem): Modem => {
  const buildRequest = modem.buildRequest.bind(modem);
  modem.buildRequest = (options, ...rest) => {
    buildRequest({ ...options, maxRedirects: 0 }, ...rest);
  };
  return modem;
};

/**
 * Hides a variable of the process for the duration of a synchronous call. docker-modem's constructor reads
 * `DOCKER_HOST` first, whatever it is told: it would take the environment's host for an explicit socket, and throw for
 * a malformed value. Nothing else runs meanwhile.
 */
const withoutVariable = <Value>(name: string, run: () => Value): Value => {
  const value = process.env[name];
  if (value === undefined) return run();
  try {
    // `delete` is the only way: assigning undefined stores the text "undefined".
    Reflect.deleteProperty(process.env, name);
    return run();
  } finally {
    process.env[name] = value;
  }
};

/** Every status is an answer: this adapter reads the body itself and decides. */
const everyStatus: Readonly<Record<number, boolean>> = Object.fromEntries(
  Array.from({ length: 500 }, (_, index) => [index + 100, true]),
);

const dial = (
  modem: Modem,
  settings: ModemSettings,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<EngineAnswer> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortError(signal));
      return;
    }
    // The request's own controller: it also frees the socket of a request that fails inside docker-modem.
    const cancel = new AbortController();
    const giveUp = (): void => {
      cancel.abort();
      reject(abortError(signal));
    };
    signal.addEventListener('abort', giveUp, { once: true });
    modem.dial(dialOptions(settings, request, cancel.signal), (error, answer) => {
      signal.removeEventListener('abort', giveUp);
      if (signal.aborted) {
        answer?.destroy();
      } else if (error !== null || answer === null) {
        cancel.abort();
        reject(connectionFailed(settings.address.url, error));
      } else {
        resolve(toAnswer(answer));
      }
    });
  });

const dialOptions = (
  settings: ModemSettings,
  request: EngineRequest,
  abortSignal: AbortSignal,
): DialOptions => ({
  // docker-modem appends the query to a path that ends in "?", and cuts the last character where there is none.
  path: `${request.path}?`,
  method: request.method,
  // Both members are always there: without them the body would go into the URL as well.
  options: { _query: request.query ?? {}, _body: request.body ?? {} },
  headers: headersOf(settings, request),
  statusCodes: everyStatus,
  isStream: true,
  hijack: request.upgrade === true,
  abortSignal,
});

const headersOf = (settings: ModemSettings, request: EngineRequest): Record<string, HiddenHeader> => ({
  ...Object.fromEntries(Object.entries(settings.headers).map(([name, value]) => [name, hiddenHeader(value)])),
  ...(request.registryAuth === undefined ? {} : { 'X-Registry-Auth': hiddenHeader(request.registryAuth) }),
});

const toAnswer = (answer: IncomingMessage | Duplex): EngineAnswer => {
  if (isReply(answer)) return { _tag: 'reply', status: answer.statusCode ?? 0, body: answer };
  // A reset of an upgraded socket that nobody reads yet would otherwise end the process.
  answer.on('error', () => undefined);
  return { _tag: 'upgraded', socket: answer };
};

const isReply = (answer: IncomingMessage | Duplex): answer is IncomingMessage => 'statusCode' in answer;

import type { IncomingMessage } from 'node:http';

import type { EngineConnection, EngineRequest } from './connection.js';
import { abortError, withDeadline } from './deadline.js';
import { badReply, connectionFailed, refusal } from './engine-errors.js';

/** A whole answer. */
export interface EngineReply {
  readonly status: number;
  readonly text: string;
}

/** How a short call differs from others. */
export interface ShortCallOptions {
  /** In ms; default the connection's own. */
  readonly limitMs?: number;
  /** Statuses other than 2xx that are as good as success, such as 304 for a container that has started already. */
  readonly accept?: readonly number[];
}

/**
 * Makes a call that the engine answers at once and reads the whole answer.
 * @throws `Unavailable` when the answer does not come in time or is cut, `EngineRefused`, `Aborted`
 */
export const callEngine = (
  connection: EngineConnection,
  request: EngineRequest,
  signal: AbortSignal,
  { limitMs = connection.timeoutMs, accept = [] }: ShortCallOptions = {},
): Promise<EngineReply> =>
  withDeadline({ signal, limitMs, what: `${request.method} ${request.path}` }, async (limited) => {
    const { status, body } = await openReply(connection, request, limited);
    const text = await readText(connection, body, limited);
    if (isSuccess(status) || accept.includes(status)) return { status, text };
    throw refusal(request, status, text);
  });

/** Like {@link callEngine}, for an answer in JSON. */
export const callForJson = async (
  connection: EngineConnection,
  request: EngineRequest,
  signal: AbortSignal,
  options?: ShortCallOptions,
): Promise<unknown> => {
  const { text } = await callEngine(connection, request, signal, options);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw badReply(request);
  }
};

/** Opens a request whose answer is a message. */
export const openReply = async (
  connection: EngineConnection,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly body: IncomingMessage }> => {
  const answer = await connection.open(request, signal);
  if (answer._tag === 'reply') return answer;
  answer.socket.destroy();
  throw badReply(request);
};

/**
 * Opens a request whose answer is a stream of any length. Only the way to its headers is limited in time.
 * @param limitMs - for the headers; default none
 * @throws as {@link callEngine}
 */
export const openStream = async (
  connection: EngineConnection,
  request: EngineRequest,
  signal: AbortSignal,
  limitMs?: number,
): Promise<IncomingMessage> => {
  const open = async (limited: AbortSignal): Promise<IncomingMessage> => {
    const { status, body } = await openReply(connection, request, limited);
    if (isSuccess(status)) return body;
    throw refusal(request, status, await readText(connection, body, limited));
  };
  const what = `${request.method} ${request.path}`;
  return limitMs === undefined ? open(signal) : withDeadline({ signal, limitMs, what }, open);
};

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Reads a body to its end, as text. See {@link readBytes}. */
export const readText = async (
  connection: EngineConnection,
  body: IncomingMessage,
  signal: AbortSignal,
): Promise<string> => (await readBytes(connection, body, signal)).toString('utf8');

/** Reads a body to its end. Settles in every case: end, abort, or a connection that breaks at any point. */
export const readBytes = (
  connection: EngineConnection,
  body: IncomingMessage,
  signal: AbortSignal,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const settle = (action: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      action();
    };
    const cut = (cause: unknown): void => {
      settle(() => {
        reject(connectionFailed(connection.server, cause));
      });
    };
    const onAbort = (): void => {
      body.destroy();
      settle(() => {
        reject(abortError(signal));
      });
    };
    body.on('data', (piece: Buffer) => pieces.push(piece));
    body.once('end', () => {
      settle(() => {
        resolve(Buffer.concat(pieces));
      });
    });
    body.on('error', cut);
    // A connection that breaks after the headers gives neither an end nor, on every path, an error.
    body.once('close', () => {
      cut(new Error('the connection was closed in the middle of an answer'));
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });

import type { IncomingMessage } from 'node:http';

import type { EngineConnection } from './connection.js';
import { throwIfAborted } from './deadline.js';
import { connectionFailed } from './engine-errors.js';

/**
 * Reads a body piece by piece, no faster than they are taken. Leaving the loop early frees the connection.
 * @throws `Unavailable` when the connection breaks before the end, `Aborted`
 */
export async function* readPieces(
  connection: EngineConnection,
  body: IncomingMessage,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const onAbort = (): void => {
    body.destroy();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) onAbort();
    for await (const piece of body) yield piece as Uint8Array;
  } catch (error) {
    throwIfAborted(signal);
    throw connectionFailed(connection.server, error);
  } finally {
    signal.removeEventListener('abort', onAbort);
    body.destroy();
  }
}

import * as O from 'fp-ts/lib/Option.js';

import type { EngineConnection } from './connection.js';
import { pause } from './deadline.js';
import { callEngine } from './engine-call.js';
import { inspectContainer } from './inspect-container.js';

/** Looks at a removal that somebody else has begun. In ms, each from the last. */
const looksMs: readonly number[] = [50, 200, 500, 1000, 2000];

/**
 * Removes a container with its anonymous volumes, killing it if it runs (`DELETE /containers/{id}`). One that is gone,
 * or is being removed by somebody else, is a success.
 */
export const removeContainer = async (
  connection: EngineConnection,
  id: string,
  signal: AbortSignal,
): Promise<void> => {
  const { status } = await callEngine(
    connection,
    { method: 'DELETE', path: `/containers/${encodeURIComponent(id)}`, query: { force: '1', v: '1' } },
    signal,
    { accept: [404, 409] },
  );
  if (status === 409) await awaitRemoval(connection, id, signal);
};

/** A conflict means that a removal is in progress. It is waited for, but not for long: it is not ours. */
const awaitRemoval = async (connection: EngineConnection, id: string, signal: AbortSignal): Promise<void> => {
  for (const afterMs of looksMs) {
    await pause(afterMs, signal);
    if (O.isNone(await inspectContainer(connection, id, signal))) return;
  }
};

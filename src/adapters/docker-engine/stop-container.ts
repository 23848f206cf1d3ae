import * as O from 'fp-ts/lib/Option.js';

import type { ContainerState } from '../../ports/container.js';
import type { EngineConnection } from './connection.js';
import { pause, throwIfAborted, withDeadline } from './deadline.js';
import { callEngine } from './engine-call.js';
import { inspectContainer } from './inspect-container.js';

/** Between two looks at a container that has been killed: the first and the longest. In ms. */
const shortestPauseMs = 20;
const longestPauseMs = 500;

/** Not modified: it does not run. Not found: it is gone. Conflict: it does not run, or is being removed. */
const asGoodAsStopped: readonly number[] = [304, 404, 409];

/**
 * Ends a container's program: its stop signal, then SIGKILL after the grace. The engine does both; should it fail at
 * that, the container is killed directly. Only inspect says that it has ended.
 * @throws `Unavailable` when the container runs even so
 */
export const stopContainer = async (
  connection: EngineConnection,
  id: string,
  graceMs: number,
  signal: AbortSignal,
): Promise<void> => {
  const graceSeconds = Math.ceil(Math.max(0, graceMs) / 1000);
  const stopped = graceSeconds === 0 ? undefined : await askToStop(connection, id, graceSeconds, signal);
  if (stopped === true && !(await isAlive(connection, id, signal))) return;
  await kill(connection, id, signal);
  const what = 'killing a container';
  await withDeadline({ signal, limitMs: connection.timeoutMs, what }, (limited) =>
    awaitEnd(connection, id, limited),
  );
};

/** @returns whether the engine says that it did */
const askToStop = async (
  connection: EngineConnection,
  id: string,
  graceSeconds: number,
  signal: AbortSignal,
): Promise<boolean> => {
  const limitMs = graceSeconds * 1000 + connection.timeoutMs;
  const query = { t: String(graceSeconds) };
  try {
    const path = `/containers/${encodeURIComponent(id)}/stop`;
    await callEngine(connection, { method: 'POST', path, query }, signal, {
      limitMs,
      accept: asGoodAsStopped,
    });
    return true;
  } catch {
    throwIfAborted(signal);
    return false;
  }
};

const kill = async (connection: EngineConnection, id: string, signal: AbortSignal): Promise<void> => {
  const path = `/containers/${encodeURIComponent(id)}/kill`;
  await callEngine(connection, { method: 'POST', path }, signal, { accept: asGoodAsStopped });
};

const awaitEnd = async (connection: EngineConnection, id: string, signal: AbortSignal): Promise<void> => {
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    if (!(await isAlive(connection, id, signal))) return;
    await pause(pauseMs, signal);
  }
};

const isAlive = async (connection: EngineConnection, id: string, signal: AbortSignal): Promise<boolean> => {
  const found = await inspectContainer(connection, id, signal);
  return O.isSome(found) && aliveStatuses.includes(found.value.state.status);
};

const aliveStatuses: readonly ContainerState['status'][] = ['running', 'paused', 'restarting'];

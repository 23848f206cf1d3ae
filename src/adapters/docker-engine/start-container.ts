import * as O from 'fp-ts/lib/Option.js';

import { hasTag, taggedError } from '../../job/tagged-error.js';
import type { StartFailed } from '../../ports/container.js';
import type { EngineConnection } from './connection.js';
import { throwIfAborted } from './deadline.js';
import { callEngine } from './engine-call.js';
import { refusalStatus } from './engine-errors.js';
import { inspectContainer, type ContainerDetails } from './inspect-container.js';

/** Whether a caught value is a failed start. */
export const isStartFailed = (thrown: unknown): thrown is StartFailed => hasTag(thrown, 'StartFailed');

/**
 * Starts a container (`POST /containers/{id}/start`). One that runs already (304) is a success, and so is a start whose
 * answer was lost when the engine says that the program was started.
 * @throws `StartFailed` when the container is there and its program could not be started
 */
export const startContainer = async (
  connection: EngineConnection,
  id: string,
  signal: AbortSignal,
): Promise<void> => {
  const path = `/containers/${encodeURIComponent(id)}/start`;
  try {
    await callEngine(connection, { method: 'POST', path }, signal, { accept: [304] });
  } catch (error) {
    throwIfAborted(signal);
    const found = await inspectContainer(connection, id, signal).catch(() => O.none);
    if (O.isNone(found) || !(error instanceof Error)) throw error;
    if (refusalStatus(error) !== undefined) throw startFailed(error, found.value);
    if (!found.value.wasStarted) throw error;
  }
};

const startFailed = (error: Error, { state }: ContainerDetails): StartFailed =>
  taggedError('StartFailed', {
    code: 'container.start-failed',
    message: error.message,
    details: { exitStatus: startStatus(state.exitStatus, error.message) },
    cause: error,
  });

/** Docker records the status in the container; Podman does not, so its message has to tell. */
export const startStatus = (recorded: number, message: string): 126 | 127 | 128 => {
  if (recorded === 126 || recorded === 127 || recorded === 128) return recorded;
  if (/executable file .*not found|no such file or directory/i.test(message)) return 127;
  return /permission denied|is a directory|exec format error/i.test(message) ? 126 : 128;
};

import * as O from 'fp-ts/lib/Option.js';

import type { Container, StartFailed } from '../../ports/container.js';
import { attachContainer } from './attach-container.js';
import type { EngineContext } from './engine-context.js';
import { inspectContainer } from './inspect-container.js';
import { portCall } from './port-call.js';
import { readContainerFile } from './read-container-file.js';
import { isLogUnreadable, readLog, type ContainerIdentity } from './read-log.js';
import { removeContainer } from './remove-container.js';
import { isStartFailed, startContainer } from './start-container.js';
import { stopContainer } from './stop-container.js';
import { waitForEnd } from './wait-for-end.js';

/** The port's container over an engine. */
export const makeContainer = (engine: EngineContext, identity: ContainerIdentity): Container => {
  const { id, name } = identity;
  const { connection } = engine;
  // Podman keeps no trace of a failed start in the container, so a wait would never end.
  let failedStart: StartFailed | undefined;
  const start = async (signal: AbortSignal): Promise<void> => {
    try {
      await startContainer(connection, id, signal);
    } catch (error) {
      if (isStartFailed(error)) failedStart = error;
      throw error;
    }
  };
  return {
    id,
    name,
    attach: (options) => portCall()(connection, options, (signal) => attachContainer(engine, id, signal)),
    start: (options) => portCall(isStartFailed)(connection, options, start),
    wait: (options) =>
      portCall()(connection, options, (signal) => waitForEnd(engine, id, signal, () => failedStart)),
    inspect: (options) =>
      portCall()(connection, options, async (signal) => {
        const found = await inspectContainer(connection, id, signal);
        return O.isNone(found) ? O.none : O.some(found.value.state);
      }),
    stop: (options) =>
      portCall()(connection, options, (signal) => stopContainer(connection, id, options.graceMs, signal)),
    readLog: (options) =>
      portCall(isLogUnreadable)(connection, options, (signal) => readLog(engine, identity, signal)),
    readFile: (path, options) =>
      portCall()(connection, options, (signal) => readContainerFile(connection, id, path, signal)),
    remove: (options) => portCall()(connection, options, (signal) => removeContainer(connection, id, signal)),
  };
};

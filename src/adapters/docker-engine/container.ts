import * as O from 'fp-ts/lib/Option.js';

import type { Container } from '../../ports/container.js';
import { attachContainer } from './attach-container.js';
import type { EngineContext } from './engine-context.js';
import { inspectContainer } from './inspect-container.js';
import { portCall } from './port-call.js';
import { isLogUnreadable, readLog, type ContainerIdentity } from './read-log.js';
import { removeContainer } from './remove-container.js';
import { isStartFailed, startContainer } from './start-container.js';
import { stopContainer } from './stop-container.js';
import { waitForEnd } from './wait-for-end.js';

/** The port's container over an engine. */
export const makeContainer = (engine: EngineContext, identity: ContainerIdentity): Container => {
  const { id, name } = identity;
  const { connection } = engine;
  return {
    id,
    name,
    attach: (options) =>
      portCall()(connection, options, (signal) => attachContainer(engine, id, signal, options.signal)),
    start: (options) =>
      portCall(isStartFailed)(connection, options, (signal) => startContainer(connection, id, signal)),
    wait: (options) => portCall()(connection, options, (signal) => waitForEnd(engine, id, signal)),
    inspect: (options) =>
      portCall()(connection, options, async (signal) => {
        const found = await inspectContainer(connection, id, signal);
        return O.isNone(found) ? O.none : O.some(found.value.state);
      }),
    stop: (options) =>
      portCall()(connection, options, (signal) => stopContainer(connection, id, options.graceMs, signal)),
    readLog: (options) =>
      portCall(isLogUnreadable)(connection, options, (signal) =>
        readLog(engine, identity, signal, options.signal),
      ),
    remove: (options) => portCall()(connection, options, (signal) => removeContainer(connection, id, signal)),
  };
};

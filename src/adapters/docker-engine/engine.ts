import * as O from 'fp-ts/lib/Option.js';

import type { ContainerEngine } from '../../ports/container-engine.js';
import { makeContainer } from './container.js';
import { createContainer } from './create-container.js';
import type { EngineContext } from './engine-context.js';
import { findImage } from './find-image.js';
import { inspectContainer } from './inspect-container.js';
import { logDriverFor } from './log-driver.js';
import { portCall } from './port-call.js';
import { proxyEnvironment } from './proxy-environment.js';
import { isPullFailed, pullImage } from './pull-image.js';

/** The port's engine over a connection. */
export const makeEngine = (engine: EngineContext): ContainerEngine => {
  const { connection, configuration } = engine;
  return {
    proxyEnvironment: proxyEnvironment(configuration, connection.server),
    findImage: (image, options) =>
      portCall()(connection, options, (signal) => findImage(connection, image, signal)),
    pullImage: (request, options) =>
      portCall(isPullFailed)(connection, options, (signal) => pullImage(engine, request, signal)),
    createContainer: (spec, options) =>
      portCall()(connection, options, async (signal) => {
        const id = await createContainer(engine, spec, signal);
        const logDriver = logDriverFor(engine).Type;
        return makeContainer(engine, { id, name: spec.name, hasTerminal: false, logDriver });
      }),
    findContainer: (nameOrId, options) =>
      portCall()(connection, options, async (signal) => {
        const found = await inspectContainer(connection, nameOrId, signal);
        return O.isNone(found) ? O.none : O.some(makeContainer(engine, found.value));
      }),
    close: () => {
      connection.close();
      return Promise.resolve();
    },
  };
};

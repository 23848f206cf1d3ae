import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { Container } from '../../../src/ports/container.js';
import type { ContainerRuntimeSubject } from '../../../src/testing/index.js';
import { calm } from '../abort-faults.js';
import { onEngine, type RuntimeFaults } from './make-faults.js';

/** Faults with connections, by the case that must find them. */
export const connectionFaults: RuntimeFaults = {
  'connects any number of times, and closes a connection twice without harm': [
    onEngine('does not like to be closed twice', (engine) => {
      let closed = false;
      return {
        close: () => {
          if (closed) return Promise.reject(new Error('closed'));
          closed = true;
          return engine.close();
        },
      };
    }),
  ],
  'does not connect to where nothing answers': [
    [
      'connects to where nothing answers',
      (subject: ContainerRuntimeSubject): ContainerRuntimeSubject => ({
        ...subject,
        deadEndpoint: subject.endpoint,
      }),
    ],
  ],
  'does not connect when the signal is aborted': [
    [
      'ignores the signal',
      (subject: ContainerRuntimeSubject): ContainerRuntimeSubject => ({
        ...subject,
        runtime: { connect: (endpoint) => subject.runtime.connect(endpoint, calm()) },
      }),
    ],
  ],
  'leaves containers running when a connection is closed': [
    onEngine('stops what it has found when it is closed', (engine) => {
      const found: Container[] = [];
      return {
        findContainer: (nameOrId, options) =>
          TE.map((container: O.Option<Container>) => {
            if (O.isSome(container)) found.push(container.value);
            return container;
          })(engine.findContainer(nameOrId, options)),
        close: async () => {
          for (const container of found) await container.stop({ ...calm(), graceMs: 0 })();
          await engine.close();
        },
      };
    }),
  ],
};

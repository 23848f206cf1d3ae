import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { EngineError } from '../../../src/ports/container-engine.js';
import type { Container, ContainerOutput } from '../../../src/ports/container.js';
import { calm } from '../abort-faults.js';
import { onContainer, onEngine, type RuntimeFaults, unavailable } from './make-faults.js';

/** Faults with calls that are aborted, by the case that must find them. */
export const abortFaults: RuntimeFaults = {
  'creates nothing when the signal is aborted before the call': [
    onEngine('ignores the signal', (engine) => ({
      createContainer: (spec) => engine.createContainer(spec, calm()),
    })),
  ],
  'leaves no container when the signal is aborted while one is created': [
    onEngine('forgets what it has made', (engine) => ({
      createContainer:
        (spec, { signal }) =>
        async () => {
          const made = await engine.createContainer(spec, calm())();
          return signal.aborted ? E.left(unavailable()) : made;
        },
    })),
  ],
  'does nothing to a container when the signal is aborted before the call': [
    onContainer('starts all the same', (container) => ({ start: () => container.start(calm()) })),
    onContainer('stops all the same', (container) => ({
      stop: ({ graceMs }) => container.stop({ ...calm(), graceMs }),
    })),
    onContainer('removes all the same', (container) => ({ remove: () => container.remove(calm()) })),
  ],
  'gives up a wait when the signal is aborted, and the container goes on': [
    onContainer('does not hear of an abort', (container) => ({
      wait: (options) => () => container.wait(options.signal.aborted ? options : calm())(),
    })),
    onContainer('stops what nobody waits for', (container) => ({
      wait: (options) =>
        TE.orElse((error: EngineError): ReturnType<Container['wait']> =>
          pipe(
            container.stop({ ...calm(), graceMs: 0 }),
            TE.chain(() => TE.left(error)),
          ),
        )(container.wait(options)),
    })),
  ],
  'goes on with an output that is open when the signal of its opening is aborted': [
    onContainer('closes what is open', (container) => ({
      attach: (options) =>
        TE.chainFirstIOK((output: ContainerOutput) => () => {
          options.signal.addEventListener('abort', output.close, { once: true });
        })(container.attach(options)),
    })),
  ],
  'listens to the signal no longer when a call has ended': [
    onContainer('listens for ever', (container) => ({
      wait: (options) => () => {
        options.signal.addEventListener('abort', () => undefined);
        return container.wait(options)();
      },
    })),
  ],
  'gives up a stop when the signal is aborted during the grace': [
    onContainer('calls an abort a failure', (container) => ({
      stop: (options) => TE.mapLeft(unavailable)(container.stop(options)),
    })),
  ],
};

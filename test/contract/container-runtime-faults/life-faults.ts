import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { taggedError } from '../../../src/job/tagged-error.js';
import type { Container, ContainerState } from '../../../src/ports/container.js';
import { atOnce } from '../abort-faults.js';
import {
  failsInstead,
  onContainer,
  onEnd,
  onEngine,
  onState,
  refused,
  type RuntimeFaults,
  setWrong,
} from './make-faults.js';

/** Faults in the lives of containers, by the case that must find them. */
export const lifeFaults: RuntimeFaults = {
  'creates a container that is found by name and id, and does not start it': [
    onEngine('starts what it creates', (engine) => ({
      createContainer: (spec, options) =>
        pipe(
          engine.createContainer(spec, options),
          TE.chainFirst((container) => TE.mapLeft(refused)(container.start(options))),
        ),
    })),
    onEngine('finds containers by name only', (engine) => ({
      findContainer: (nameOrId, options) =>
        nameOrId.startsWith('lava-') ? engine.findContainer(nameOrId, options) : TE.right(O.none),
    })),
  ],
  'tells the exit status of a program to everybody who waits, also afterwards': [
    onEnd('tells every exit status as 0', (end) =>
      end._tag === 'ended' ? { ...end, state: { ...end.state, exitStatus: 0 } } : end,
    ),
  ],
  'does nothing until a task is called': [
    onEngine('creates at the call', (engine) => ({
      createContainer: (spec, options) => atOnce(engine.createContainer(spec, options)),
    })),
    onContainer('starts at the call', (container) => ({
      start: (options) => atOnce(container.start(options)),
    })),
    onContainer('removes at the call', (container) => ({
      remove: (options) => atOnce(container.remove(options)),
    })),
  ],
  'waits for a container that is started later': [
    onContainer('takes what has not been started for what has ended', (container) => ({
      wait: (options) =>
        pipe(
          container.inspect(options),
          TE.chain((state) =>
            O.isSome(state) && state.value.status === 'created'
              ? TE.right({ _tag: 'ended' as const, state: state.value })
              : container.wait(options),
          ),
        ),
    })),
  ],
  'shows a program that runs': [
    onState('takes what runs for what was created', (state) => ({ ...state, status: 'created' })),
  ],
  'tells a program that is not there by exit status 127': [
    onContainer('starts anything', (container) => ({
      start: (options) =>
        TE.alt((): ReturnType<Container['start']> => TE.right(undefined))(container.start(options)),
    })),
  ],
  'tells a file that cannot be executed by exit status 126': [
    onContainer('knows one way of not starting', (container) => ({
      start: (options) =>
        TE.mapLeft(() =>
          taggedError('StartFailed', { code: 'x', message: 'No', details: { exitStatus: 127 as const } }),
        )(container.start(options)),
    })),
  ],
  'stops a program that heeds SIGTERM with the exit status that it chooses': [
    setWrong('gives no grace', { stopGrace: 'none' }),
  ],
  'kills a program that ignores SIGTERM after the grace': [
    onContainer('does not kill', () => ({ stop: () => TE.right(undefined) })),
  ],
  'kills a program at once when there is no grace': [
    onContainer('fails without a grace', (container) => ({
      stop: (options) => (options.graceMs === 0 ? TE.left(refused()) : container.stop(options)),
    })),
  ],
  'stops what has not been started, has ended or is gone, without harm': [
    onContainer('fails to stop what does not run', (container) => ({
      stop: (options) =>
        pipe(
          container.inspect(options),
          TE.chain((state) =>
            O.isSome(state) && state.value.status === 'running'
              ? container.stop(options)
              : TE.left(refused()),
          ),
        ),
    })),
  ],
  'removes a container whether it has started, runs or is gone': [
    onContainer('fails to remove what is gone', (container) => ({
      remove: (options) =>
        pipe(
          container.inspect(options),
          TE.chain((state) => (O.isSome(state) ? container.remove(options) : TE.left(refused()))),
        ),
    })),
    onContainer('does not remove what runs', (container) => ({
      remove: (options) =>
        pipe(
          container.inspect(options),
          TE.chain((state) =>
            O.isSome(state) && state.value.status === 'running'
              ? TE.right(undefined)
              : container.remove(options),
          ),
        ),
    })),
  ],
  'knows a container that somebody else has removed': [
    onContainer('fails for a container that is gone', (container) => ({
      inspect: (options) =>
        TE.chain((state: O.Option<ContainerState>) =>
          O.isNone(state) ? TE.left(refused()) : TE.right(state),
        )(container.inspect(options)),
    })),
    onContainer('starts what is gone', (container) => ({
      start: (options) =>
        TE.alt((): ReturnType<Container['start']> => TE.right(undefined))(container.start(options)),
    })),
  ],
  'ends an attached output when the container is removed': [
    onContainer('fails to remove what is attached', (container) => ({
      remove: (options) => failsInstead(container.remove(options)),
    })),
  ],
};

import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { taggedError } from '../../src/job/tagged-error.js';
import type {
  Container,
  ContainerEnd,
  ContainerOutput,
  ContainerSpec,
  ContainerState,
  OutputChunk,
} from '../../src/ports/container.js';
import type { ContainerEngine, EngineError, Image } from '../../src/ports/container-engine.js';
import type { CallOptions } from '../../src/ports/port-error.js';
import {
  type ContainerRuntimeSubject,
  describeContainerRuntimeContract,
  type FakeContainerRuntimeOptions,
} from '../../src/testing/index.js';
import { atOnce, calm } from './abort-faults.js';
import { fakeRuntimeSetup, fakeRuntimeSubject } from './fake-runtime-subject.js';
import { type Fault, findsFaults } from './finds-faults.js';

type RuntimeFault = Fault<ContainerRuntimeSubject>;

/** An engine that is set up to do something wrong. */
const setWrong = (wrong: string, options: FakeContainerRuntimeOptions): RuntimeFault => [
  wrong,
  () => fakeRuntimeSubject(options),
];

/** Something wrong with the calls of a connection. */
const onEngine = (
  wrong: string,
  spoil: (engine: ContainerEngine, subject: ContainerRuntimeSubject) => Partial<ContainerEngine>,
): RuntimeFault => [
  wrong,
  (subject) => ({
    ...subject,
    runtime: {
      connect: (endpoint, options) =>
        TE.map((engine: ContainerEngine) => ({ ...engine, ...spoil(engine, subject) }))(
          subject.runtime.connect(endpoint, options),
        ),
    },
  }),
];

/** Something wrong with what a container is made from. */
const onSpec = (wrong: string, change: (spec: ContainerSpec) => ContainerSpec): RuntimeFault =>
  onEngine(wrong, (engine) => ({
    createContainer: (spec, options) => engine.createContainer(change(spec), options),
  }));

/** Something wrong with the calls of containers, however they were reached. */
const onContainer = (wrong: string, spoil: (container: Container) => Partial<Container>): RuntimeFault => {
  const spoiled = (container: Container): Container => ({ ...container, ...spoil(container) });
  return onEngine(wrong, (engine) => ({
    createContainer: (spec, options) => TE.map(spoiled)(engine.createContainer(spec, options)),
    findContainer: (nameOrId, options) => TE.map(O.map(spoiled))(engine.findContainer(nameOrId, options)),
  }));
};

const onState = (wrong: string, change: (state: ContainerState) => ContainerState): RuntimeFault =>
  onContainer(wrong, (container) => ({
    inspect: (options) => TE.map(O.map(change))(container.inspect(options)),
  }));

const onEnd = (wrong: string, change: (end: ContainerEnd) => ContainerEnd): RuntimeFault =>
  onContainer(wrong, (container) => ({ wait: (options) => TE.map(change)(container.wait(options)) }));

/** Something wrong with the pieces of an attached output. */
const onPieces = (
  wrong: string,
  change: (chunk: OutputChunk) => OutputChunk | undefined,
  of: 'attach' | 'readLog' = 'attach',
): RuntimeFault =>
  onContainer(wrong, (container) => ({
    [of]: (options: CallOptions) =>
      TE.map((output: ContainerOutput) => changed(output, change))(container[of](options)),
  }));

const changed = (
  output: ContainerOutput,
  change: (chunk: OutputChunk) => OutputChunk | undefined,
): ContainerOutput => {
  async function* read(): AsyncGenerator<OutputChunk, void, undefined> {
    for await (const chunk of output) {
      const other = change(chunk);
      if (other !== undefined) yield other;
    }
  }
  return {
    [Symbol.asyncIterator]: read,
    close: () => {
      output.close();
    },
  };
};

const refused = (): EngineError =>
  taggedError('EngineRefused', { code: 'test.refused', message: 'No', details: { status: 500 } });

const unavailable = (): EngineError =>
  taggedError('Unavailable', { code: 'test.unavailable', message: 'Gone' });

/** Fails where the call succeeded, or the other way round. */
const failsInstead = <A>(task: TE.TaskEither<EngineError, A>): TE.TaskEither<EngineError, A> =>
  TE.chain(() => TE.left(refused()))(task);

const image: Image = { id: `sha256:${'1'.repeat(64)}`, repositoryDigests: [] };

findsFaults(
  'describeContainerRuntimeContract',
  describeContainerRuntimeContract,
  fakeRuntimeSubject,
  {
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
      ['connects to where nothing answers', (subject) => ({ ...subject, deadEndpoint: subject.endpoint })],
    ],
    'does not connect when the signal is aborted': [
      [
        'ignores the signal',
        (subject) => ({
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
    'pulls an image with the right login and then has it, by name, digest and id': [
      setWrong('reaches no registry', { registries: [] }),
      onEngine('reports no progress', (engine) => ({
        pullImage: (request, options) =>
          engine.pullImage({ ...request, onProgress: () => undefined }, options),
      })),
      onEngine('does not know digests', (engine) => ({
        pullImage: (request, options) =>
          TE.map((pulled: Image) => ({ ...pulled, repositoryDigests: [] }))(
            engine.pullImage(request, options),
          ),
      })),
    ],
    'does not pull without a login, also when the engine has the image': [
      onEngine('gives the image that it has', (engine) => ({
        pullImage: (request, options) =>
          TE.orElse(() =>
            pipe(
              engine.findImage(request.image, options),
              TE.chain((found) => (O.isSome(found) ? TE.right(found.value) : TE.left(refused()))),
            ),
          )(engine.pullImage(request, options)),
      })),
    ],
    'does not pull with a wrong password, and tells it nowhere': [
      onEngine('shows the password', (engine) => ({
        pullImage: (request, options) =>
          TE.mapLeft((error: EngineError) =>
            O.isSome(request.login)
              ? Object.assign(error, { message: `refused ${request.login.value.password.reveal()}` })
              : error,
          )(engine.pullImage(request, options) as TE.TaskEither<EngineError, Image>),
      })),
    ],
    'does not send a login to another registry': [
      onEngine('sends every login to every registry', (engine, { registry, username, password }) => ({
        pullImage: (request, options) => {
          const login = O.map((given: object) => ({ ...given, registry }))(request.login);
          // It has every member of a login.
          const sent = { ...request, login: login as typeof request.login };
          return username === '' || password === '' ? TE.left(refused()) : engine.pullImage(sent, options);
        },
      })),
    ],
    'tells a tag that does not exist from a refusal': [
      onEngine('calls every failure a refusal', (engine) => ({
        pullImage: (request, options) =>
          TE.mapLeft(() =>
            taggedError('PullFailed', {
              code: 'pull.refused',
              message: 'No',
              details: { reason: 'refused' as const },
            }),
          )(engine.pullImage(request, options)),
      })),
    ],
    'pulls one image many times at once': [
      onEngine('gives each pull an id of its own', (engine) => {
        let pulls = 0;
        return {
          pullImage: (request, options) =>
            TE.map(() => ({ ...image, id: `sha256:${String((pulls += 1)).padStart(64, '0')}` }))(
              engine.pullImage(request, options),
            ),
        };
      }),
    ],
    'finds no image that it does not have': [
      onEngine('fails for what is missing', (engine) => ({
        findImage: (name, options) =>
          TE.chain((found: O.Option<Image>) => (O.isNone(found) ? TE.left(refused()) : TE.right(found)))(
            engine.findImage(name, options),
          ),
      })),
    ],
    'gives up a pull when the signal is aborted before or meanwhile': [
      onEngine('ends every pull that it has begun', (engine) => ({
        pullImage: (request, { signal }) => engine.pullImage(request, signal.aborted ? { signal } : calm()),
      })),
    ],
    'gives the program its variables, unicode and line ends included': [
      onSpec('cuts variables at a line end', (spec) => ({
        ...spec,
        environment: Object.fromEntries(
          Object.entries(spec.environment).map(([name, value]) => [name, value.split('\n')[0] ?? '']),
        ),
      })),
    ],
    'gives the program its user, group, host name and working directory': [
      onSpec('leaves the group out', (spec) =>
        spec.user === undefined ? spec : { ...spec, user: spec.user.split(':')[0] ?? '' },
      ),
      onSpec('leaves the host name out', ({ hostname: _, ...spec }) => spec),
    ],
    'shows a directory of the host in the container, both ways': [
      onSpec('leaves mounts out', (spec) => ({ ...spec, mounts: [] })),
      onSpec('mounts everything read-only', (spec) => ({
        ...spec,
        mounts: spec.mounts.map((mount) => ({ ...mount, readOnly: true })),
      })),
    ],
    'lets nothing be written to a directory that is mounted read-only': [
      onSpec('mounts everything for writing', (spec) => ({
        ...spec,
        mounts: spec.mounts.map((mount) => ({ ...mount, readOnly: false })),
      })),
    ],
    'refuses a mount whose source does not exist, and leaves no container': [
      setWrong('mounts what does not exist', { mountSourceExists: () => true }),
    ],
    'refuses a name that is in use, and leaves the container that has it': [
      onEngine('takes the name away from who has it', (engine) => ({
        createContainer: (spec, options) =>
          pipe(
            engine.findContainer(spec.name, options),
            TE.chain((found) => (O.isSome(found) ? found.value.remove(options) : TE.right(undefined))),
            TE.chain(() => engine.createContainer(spec, options)),
          ),
      })),
    ],
    'refuses an image that it does not have': [
      onEngine('makes containers of any image', (engine, subject) => ({
        createContainer: (spec, options) =>
          pipe(
            engine.findImage(subject.image, options),
            TE.chain((found) =>
              engine.createContainer(O.isSome(found) ? { ...spec, imageId: found.value.id } : spec, options),
            ),
          ),
      })),
    ],
    'gives every byte as it was written, without a line end too': [
      setWrong('loses the end of an output', {
        faults: ({ method }) => (method === 'attach' ? { fault: 'cut', afterBytes: 6 } : undefined),
      }),
      onPieces('decodes bytes', (chunk) => ({
        ...chunk,
        bytes: Buffer.from(Buffer.from(chunk.bytes).toString('utf8')),
      })),
    ],
    'keeps stdout and stderr apart': [
      onPieces('takes everything for stdout', ({ bytes }) => ({ stream: 'stdout', bytes })),
    ],
    'gives megabytes of output completely': [
      setWrong('stops after a megabyte', {
        faults: ({ method }) => (method === 'attach' ? { fault: 'cut', afterBytes: 1_000_000 } : undefined),
      }),
      setWrong('keeps a megabyte of the log', {
        faults: ({ method }) => (method === 'readLog' ? { fault: 'cut', afterBytes: 1_000_000 } : undefined),
      }),
      onContainer('lets the output fail at its end', (container) => ({
        attach: (options) =>
          TE.map((output: ContainerOutput) => ({
            close: output.close,
            async *[Symbol.asyncIterator]() {
              yield* output;
              throw new Error('socket hang up');
            },
          }))(container.attach(options)),
      })),
    ],
    'keeps the last of the output for who reads it after the wait': [
      onContainer('ends the output with the wait', (container) => {
        let isOver = false;
        return {
          wait: (options) =>
            TE.map((end: ContainerEnd) => {
              isOver = true;
              return end;
            })(container.wait(options)),
          attach: (options) =>
            TE.map((output: ContainerOutput) => ({
              close: output.close,
              async *[Symbol.asyncIterator]() {
                for await (const chunk of output) if (!isOver) yield chunk;
              },
            }))(container.attach(options)),
        };
      }),
    ],
    'ends the output of a program that writes nothing': [
      onContainer('says something where nothing was said', (container) => ({
        attach: (options) =>
          TE.map((output: ContainerOutput) => ({
            close: output.close,
            async *[Symbol.asyncIterator]() {
              yield { stream: 'stdout' as const, bytes: Buffer.from('\n') };
              yield* output;
            },
          }))(container.attach(options)),
      })),
    ],
    'lets the container go on when the output is closed, once or twice': [
      onContainer('ends the container with the output', (container) => ({
        attach: (options) =>
          TE.map((output: ContainerOutput) => ({
            [Symbol.asyncIterator]: () => output[Symbol.asyncIterator](),
            close: () => {
              output.close();
              void container.remove(calm())();
            },
          }))(container.attach(options)),
      })),
    ],
    'gives an output that is attached after the start, from then on': [
      onContainer('fails to attach to what runs', (container) => {
        let attached = false;
        return {
          attach: (options) => {
            const task = attached ? TE.left(refused()) : container.attach(options);
            attached = true;
            return task;
          },
        };
      }),
    ],
    'reads the log again from its first byte, any number of times': [
      setWrong('loses the end of a log', {
        faults: ({ method }) => (method === 'readLog' ? { fault: 'cut', afterBytes: 3 } : undefined),
      }),
      setWrong('reads a log once only', {
        faults: ({ method, nth }) =>
          method === 'readLog' && nth > 1 ? { fault: 'fail', error: refused() } : undefined,
      }),
    ],
    'reads the log of a running container up to its present end': [
      onPieces('gives no log while the container runs', () => undefined, 'readLog'),
    ],
    'reads an empty log of a container that has not been started': [
      onContainer('has no log before the start', (container) => ({
        readLog: (options) =>
          pipe(
            container.inspect(options),
            TE.chain((state): ReturnType<Container['readLog']> =>
              O.isSome(state) && state.value.status === 'created'
                ? TE.left(refused())
                : container.readLog(options),
            ),
          ),
      })),
    ],
    'runs containers side by side, each with its own output': [
      (() => {
        let first: Readonly<Record<string, string>> | undefined;
        return onSpec('gives all containers the variables of the first', (spec) => {
          first ??= spec.environment;
          return { ...spec, environment: first };
        });
      })(),
    ],
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
    'reads a file of a container that has not been started, byte for byte': [
      onContainer('decodes files', (container) => ({
        readFile: (file, options) =>
          TE.map(O.map((bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('utf8'))))(
            container.readFile(file, options),
          ),
      })),
    ],
    'reads a file through a symbolic link': [
      onContainer('does not follow links', (container) => ({
        readFile: (file, options) =>
          file.endsWith('link') ? TE.right(O.none) : container.readFile(file, options),
      })),
    ],
    'reads a file that is empty, and one of 1 MiB': [
      onContainer('takes an empty file for none', (container) => ({
        readFile: (file, options) =>
          TE.map((read: O.Option<Uint8Array>) => (O.isSome(read) && read.value.length === 0 ? O.none : read))(
            container.readFile(file, options),
          ),
      })),
    ],
    'refuses to read a file of more than 1 MiB': [
      onContainer('takes a file that is too large for none', (container) => ({
        readFile: (file, options) =>
          TE.alt((): ReturnType<Container['readFile']> => TE.right(O.none))(
            container.readFile(file, options),
          ),
      })),
    ],
    'finds no file where there is none, or a directory': [
      onContainer('fails where there is no file', (container) => ({
        readFile: (file, options) =>
          TE.chain((read: O.Option<Uint8Array>) => (O.isNone(read) ? TE.left(refused()) : TE.right(read)))(
            container.readFile(file, options),
          ),
      })),
    ],
    'reads nothing of a container that is gone, or after an abort': [
      onContainer('ignores the signal', (container) => ({
        readFile: (file) => container.readFile(file, calm()),
      })),
    ],
  },
  {},
  fakeRuntimeSetup,
);

import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { taggedError } from '../../../src/job/tagged-error.js';
import type { ContainerEngine, EngineError } from '../../../src/ports/container-engine.js';
import type {
  Container,
  ContainerEnd,
  ContainerOutput,
  ContainerSpec,
  ContainerState,
  OutputChunk,
} from '../../../src/ports/container.js';
import type { CallOptions } from '../../../src/ports/port-error.js';
import type { ContainerRuntimeSubject, FakeContainerRuntimeOptions } from '../../../src/testing/index.js';
import { fakeRuntimeSubject } from '../fake-runtime-subject.js';
import type { Fault } from '../finds-faults.js';

/** Something wrong with a container runtime. */
export type RuntimeFault = Fault<ContainerRuntimeSubject>;

/** Faults by the name of the case that must find them. */
export type RuntimeFaults = Readonly<Record<string, readonly RuntimeFault[]>>;

/** An engine that is set up to do something wrong. */
export const setWrong = (wrong: string, options: FakeContainerRuntimeOptions): RuntimeFault => [
  wrong,
  () => fakeRuntimeSubject(options),
];

/** Something wrong with the calls of a connection. */
export const onEngine = (
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
export const onSpec = (wrong: string, change: (spec: ContainerSpec) => ContainerSpec): RuntimeFault =>
  onEngine(wrong, (engine) => ({
    createContainer: (spec, options) => engine.createContainer(change(spec), options),
  }));

/** Something wrong with the calls of containers, however they were reached. */
export const onContainer = (
  wrong: string,
  spoil: (container: Container) => Partial<Container>,
): RuntimeFault => {
  const spoiled = (container: Container): Container => ({ ...container, ...spoil(container) });
  return onEngine(wrong, (engine) => ({
    createContainer: (spec, options) => TE.map(spoiled)(engine.createContainer(spec, options)),
    findContainer: (nameOrId, options) => TE.map(O.map(spoiled))(engine.findContainer(nameOrId, options)),
  }));
};

export const onState = (wrong: string, change: (state: ContainerState) => ContainerState): RuntimeFault =>
  onContainer(wrong, (container) => ({
    inspect: (options) => TE.map(O.map(change))(container.inspect(options)),
  }));

export const onEnd = (wrong: string, change: (end: ContainerEnd) => ContainerEnd): RuntimeFault =>
  onContainer(wrong, (container) => ({ wait: (options) => TE.map(change)(container.wait(options)) }));

/** Something wrong with the pieces of an attached output. */
export const onPieces = (
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

export const refused = (): EngineError =>
  taggedError('EngineRefused', { code: 'test.refused', message: 'No', details: { status: 500 } });

export const unavailable = (): EngineError =>
  taggedError('Unavailable', { code: 'test.unavailable', message: 'Gone' });

/** Fails where the call succeeded, or the other way round. */
export const failsInstead = <A>(task: TE.TaskEither<EngineError, A>): TE.TaskEither<EngineError, A> =>
  TE.chain(() => TE.left(refused()))(task);

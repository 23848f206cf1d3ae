import type { Clock } from '../../ports/clock.js';
import type { ContainerSpec, ContainerState, OutputChunk } from '../../ports/container.js';
import type { FakeImage, FakeStartFailure } from './fake-image.js';
import { makeOutputPipe, type OutputPipe } from './fake-output.js';
import { type FakeExit, type FakeProcess, type FakeProgram, toBytes } from './fake-program.js';

/** What a container of the fake engine is, does and can be made to do. */
export interface ContainerLife {
  readonly state: () => ContainerState;
  /** Starts the program, once; the failure when there is none to start. */
  readonly start: () => FakeStartFailure | undefined;
  /** SIGTERM. */
  readonly terminate: () => void;
  /** SIGKILL, or any other end from outside. Nothing happens unless it runs. */
  readonly end: (exit: FakeExit) => void;
  /** Kills it if it runs, and breaks every output off. */
  readonly discard: () => void;
  /** Settles once it has run and does not run any more. */
  readonly ended: Promise<void>;
  /** Opens an output that gets what is written from now on; ended already if the container is. */
  readonly attach: () => OutputPipe;
  readonly log: () => readonly OutputChunk[];
  readonly openOutputs: () => number;
}

const created: ContainerState = { status: 'created', exitStatus: 0, outOfMemory: false, error: '' };

/** Makes a container that has not been started. */
export const makeContainerLife = (spec: ContainerSpec, image: FakeImage, clock: Clock): ContainerLife => {
  const pipes = new Set<OutputPipe>();
  const log: OutputChunk[] = [];
  const timers = new Set<() => void>();
  const ended = makeGate();
  let state = created;
  let onSigterm = (): void => {
    end({ exitStatus: 143 });
  };
  const isRunning = (): boolean => state.status === 'running';

  const write = async (stream: OutputChunk['stream'], data: string | Uint8Array): Promise<void> => {
    if (!isRunning()) return;
    const chunk = { stream, bytes: Uint8Array.from(toBytes(data)) };
    log.push(chunk);
    await Promise.all([...pipes].map((pipe) => pipe.push(chunk)));
  };
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      if (isRunning()) timers.add(clock.schedule(milliseconds, resolve));
    });
  const end = ({ exitStatus, outOfMemory = false, error = '' }: FakeExit): void => {
    if (!isRunning()) return;
    state = { status: 'exited', exitStatus, outOfMemory, error };
    for (const cancel of timers) cancel();
    for (const pipe of pipes) pipe.end();
    ended.open();
  };
  const run = async (program: FakeProgram): Promise<void> => {
    try {
      end(
        await program({
          ...processOf(spec, image),
          write,
          sleep,
          onSigterm: (handler) => {
            onSigterm = handler;
          },
        }),
      );
    } catch (cause) {
      void write('stderr', `${String(cause)}\n`);
      end({ exitStatus: 1 });
    }
  };

  return {
    state: () => state,
    start: () => {
      if (state.status !== 'created') return undefined;
      const program = findProgram(spec, image);
      if (typeof program !== 'function') {
        state = { ...created, exitStatus: program.exitStatus, error: program.message };
        return program;
      }
      state = { ...created, status: 'running' };
      void run(program);
      return undefined;
    },
    terminate: () => {
      if (isRunning()) onSigterm();
    },
    end,
    discard: () => {
      end({ exitStatus: 137 });
      for (const pipe of pipes) pipe.end();
    },
    ended: ended.opened,
    attach: () => {
      const pipe = makeOutputPipe();
      pipes.add(pipe);
      if (state.status === 'exited') pipe.end();
      return pipe;
    },
    log: () => log,
    openOutputs: () => [...pipes].filter((pipe) => pipe.isOpen()).length,
  };
};

const commandOf = (spec: ContainerSpec, image: FakeImage): readonly string[] => [
  ...(image.entryPoint ?? []),
  ...(spec.command ?? image.command ?? []),
];

const findProgram = (spec: ContainerSpec, image: FakeImage): FakeProgram | FakeStartFailure => {
  const [word = ''] = commandOf(spec, image);
  const named = Object.hasOwn(image.programs, word) ? image.programs[word] : image.programs['*'];
  return (
    named ?? { exitStatus: 127, message: `exec: "${word}": executable file not found in $PATH: unknown` }
  );
};

const processOf = (
  spec: ContainerSpec,
  image: FakeImage,
): Omit<FakeProcess, 'write' | 'sleep' | 'onSigterm'> => ({
  command: commandOf(spec, image),
  environment: { ...image.environment, ...spec.environment },
  labels: spec.labels,
  mounts: spec.mounts,
  hostname: spec.hostname ?? spec.name.slice(0, 12),
  user: spec.user ?? '',
  workingDirectory: spec.workingDirectory ?? '/',
});

/** A promise and what settles it. */
export const makeGate = (): { readonly opened: Promise<void>; readonly open: () => void } => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    opened,
    open: () => {
      open();
    },
  };
};

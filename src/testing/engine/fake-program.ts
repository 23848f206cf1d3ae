import type { BindMount, OutputChunk } from '../../ports/container.js';

/** How a program of a {@link FakeContainerRuntime} ends. @public */
export interface FakeExit {
  readonly exitStatus: number;
  /** Default false. */
  readonly outOfMemory?: boolean;
  /** What the engine says went wrong; default empty. */
  readonly error?: string;
}

/** What a program sees of its container, and what it can do. @public */
export interface FakeProcess {
  /** The image's entry point and the container's command, or the image's own. */
  readonly command: readonly string[];
  /** The image's variables and the container's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: readonly BindMount[];
  readonly hostname: string;
  /** Empty for the image's own. */
  readonly user: string;
  readonly workingDirectory: string;
  /**
   * Writes to an output of the container. The promise settles when every reader has room again: a program that waits
   * for it stands still when an attached output is not read, as a real one does after about a megabyte.
   */
  readonly write: (stream: OutputChunk['stream'], data: string | Uint8Array) => Promise<void>;
  /** Waits on the engine's clock. It never settles in a program that has been killed. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Says what SIGTERM does. Without it, SIGTERM ends the program with exit status 143. */
  readonly onSigterm: (handler: () => void) => void;
}

/**
 * A program of a container: a function that writes and waits as it likes, and gives its end. Whatever it does after it
 * has been killed is not seen by anybody. What it throws goes to stderr and ends it with exit status 1.
 * @public
 */
export type FakeProgram = (process: FakeProcess) => Promise<FakeExit> | FakeExit;

/** The script of a simple program. @public */
export interface FakeProgramScript {
  /** What it writes, at once and in this order. A text is for stdout. */
  readonly output?: readonly (string | OutputChunk)[];
  /** How long it lives after it has written, in ms on the engine's clock; `forever`: until it is killed. Default 0. */
  readonly runs?: number | 'forever';
  /** Default 0. */
  readonly exitStatus?: number;
  /** Default false. */
  readonly outOfMemory?: boolean;
  /**
   * `exit`: it ends with 143, as a program that handles the signal. `ignore`: it goes on until SIGKILL, as the first
   * process of a container without a handler. A number: it ends with that status. Default `exit`.
   */
  readonly onSigterm?: 'exit' | 'ignore' | number;
}

/** Makes a program from a script. @public */
export const makeFakeProgram = (script: FakeProgramScript): FakeProgram => {
  const { output = [], runs = 0, exitStatus = 0, outOfMemory = false, onSigterm = 'exit' } = script;
  return async (process) => {
    const terminated = new Promise<FakeExit>((resolve) => {
      if (onSigterm === 'exit') return;
      process.onSigterm(() => {
        if (onSigterm !== 'ignore') resolve({ exitStatus: onSigterm });
      });
    });
    const lived = live(process, output, runs).then(() => ({ exitStatus, outOfMemory }));
    return await Promise.race([lived, terminated]);
  };
};

const live = async (
  process: FakeProcess,
  output: readonly (string | OutputChunk)[],
  runs: number | 'forever',
): Promise<void> => {
  for (const piece of output) {
    if (typeof piece === 'string') await process.write('stdout', piece);
    else await process.write(piece.stream, piece.bytes);
  }
  if (runs === 'forever') await new Promise<never>(() => undefined);
  else if (runs > 0) await process.sleep(runs);
};

/** A piece of output on stdout. @public */
export const stdout = (data: string | Uint8Array): OutputChunk => ({
  stream: 'stdout',
  bytes: toBytes(data),
});

/** A piece of output on stderr. @public */
export const stderr = (data: string | Uint8Array): OutputChunk => ({
  stream: 'stderr',
  bytes: toBytes(data),
});

export const toBytes = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? Buffer.from(data, 'utf8') : data;

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';

import type { Clock } from 'lava-docker-job';

/** What to run, and how. */
export interface CommandRun {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Takes output as it comes. The command waits for it. It must not reject. */
  readonly take: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => Promise<void>;
}

/** How a command ended. */
export type CommandEnd =
  | { readonly _tag: 'exited' | 'signalled' | 'timed-out' | 'cancelled'; readonly exitStatus: number }
  | { readonly _tag: 'not-started'; readonly exitStatus: 126 | 127; readonly reason: string };

/** lava's exit status for a job that was stopped at its timeout. */
const timeoutExitStatus = 28;

/** Output of a process that has left the group may never end; after this time it is given up. */
const lastOutputMs = 5000;

type Child = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Runs a command in a process group of its own, with no input, until it ends, its time is over or the signal is aborted.
 * Nothing of the group is left when this settles. Never rejects.
 */
export const runCommand = async (run: CommandRun): Promise<CommandEnd> => {
  let child: Child;
  try {
    child = start(run);
    await once(child, 'spawn');
  } catch (cause) {
    return notStarted(cause);
  }
  const drained = Promise.all([
    drain(child.stdout, (bytes) => run.take('stdout', bytes)),
    drain(child.stderr, (bytes) => run.take('stderr', bytes)),
  ]);
  const end = await endOf(child, run);
  killGroup(child);
  await lastOutput(child, drained, run.clock);
  return end;
};

const start = ({ words: [program = '', ...args], directory, environment }: CommandRun): Child =>
  spawn(program, args, {
    cwd: directory,
    env: { ...environment },
    // A group of its own, so that what the command has started can be killed with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const killedStatus = 128 + constants.signals.SIGKILL;

/** What comes first: the end of the command, its timeout or an abort. The last two kill its group. */
const endOf = (child: Child, { clock, signal, timeoutMs }: CommandRun): Promise<CommandEnd> =>
  new Promise((resolve) => {
    let stopped: CommandEnd | undefined;
    const stop = (end: CommandEnd): void => {
      stopped ??= end;
      killGroup(child);
    };
    const onAbort = (): void => {
      stop({ _tag: 'cancelled', exitStatus: killedStatus });
    };
    const cancelTimer = clock.schedule(timeoutMs, () => {
      stop({ _tag: 'timed-out', exitStatus: timeoutExitStatus });
    });
    child.once('exit', (code, killedBy) => {
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      resolve(stopped ?? ownEnd(code, killedBy));
    });
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });

const ownEnd = (code: number | null, killedBy: NodeJS.Signals | null): CommandEnd =>
  killedBy === null
    ? { _tag: 'exited', exitStatus: code ?? 0 }
    : { _tag: 'signalled', exitStatus: 128 + constants.signals[killedBy] };

const killGroup = ({ pid }: Child): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
};

const drain = async (stream: Readable, take: (bytes: Uint8Array) => Promise<void>): Promise<void> => {
  try {
    for await (const bytes of stream) await take(bytes as Uint8Array);
  } catch {
    // It was given up: what has arrived is all there is.
  }
};

/** Waits for the rest of the output, but not for ever. */
const lastOutput = async (child: Child, drained: Promise<unknown>, clock: Clock): Promise<void> => {
  const cancelTimer = clock.schedule(lastOutputMs, () => {
    child.stdout.destroy();
    child.stderr.destroy();
  });
  await drained;
  cancelTimer();
};

/** The statuses of a shell: 127 when there is no such program, 126 when it cannot be run. */
const notStarted = (cause: unknown): CommandEnd => {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
  return {
    _tag: 'not-started',
    exitStatus: missing ? 127 : 126,
    reason: cause instanceof Error ? cause.message : String(cause),
  };
};

import { constants } from 'node:os';

import type { ContainerEnd, ContainerState } from '../ports/container.js';

/** How a started container ended. */
export type Outcome =
  | { readonly _tag: 'exited'; readonly exitStatus: number }
  /** An exit status of 128 + n, the convention for a program that a signal has ended. */
  | { readonly _tag: 'signalled'; readonly exitStatus: number; readonly signal: string }
  | { readonly _tag: 'out-of-memory'; readonly exitStatus: number }
  | {
      readonly _tag: 'timed-out';
      readonly exitStatus: 28;
      readonly timeoutMs: number;
      readonly stopped: boolean;
    }
  | { readonly _tag: 'cancelled'; readonly exitStatus: number; readonly stopped: boolean }
  /** Nobody can tell: the engine stayed away, or the container was removed by somebody else. */
  | { readonly _tag: 'lost'; readonly exitStatus: 255; readonly reason: string };

/** lava's exit status for a job that was stopped at its timeout. */
export const timeoutExitStatus = 28;

/** The exit status with which the engine itself reports a container whose end it has missed. */
export const lostExitStatus = 255;

/** The outcome of a container that ended by itself. */
export const outcomeOf = (end: ContainerEnd): Outcome =>
  end._tag === 'vanished'
    ? { _tag: 'lost', exitStatus: lostExitStatus, reason: 'the container was removed while it ran' }
    : outcomeOfState(end.state);

const outcomeOfState = ({ exitStatus, outOfMemory }: ContainerState): Outcome => {
  // A container whose child was killed for memory, and which succeeded all the same, has succeeded.
  if (outOfMemory && exitStatus !== 0) return { _tag: 'out-of-memory', exitStatus };
  const signal = signalName(exitStatus - 128);
  return signal === undefined ? { _tag: 'exited', exitStatus } : { _tag: 'signalled', exitStatus, signal };
};

const signalName = (number: number): string | undefined =>
  number > 0 ? Object.entries(constants.signals).find(([, value]) => value === number)?.[0] : undefined;

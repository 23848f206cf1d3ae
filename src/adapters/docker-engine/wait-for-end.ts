import { performance } from 'node:perf_hooks';

import * as O from 'fp-ts/lib/Option.js';

import { hasTag } from '../../job/tagged-error.js';
import type { ContainerEnd, ContainerState, StartFailed } from '../../ports/container.js';
import { pause, throwIfAborted } from './deadline.js';
import { callEngine } from './engine-call.js';
import type { EngineContext } from './engine-context.js';
import { isTimeOut, refusalStatus } from './engine-errors.js';
import { inspectContainer } from './inspect-container.js';

/**
 * How long one request to wait lasts before the engine is asked how the container stands. It bounds what a connection
 * that died without a word can cost. In ms.
 */
const waitRequestMs = 30_000;

/** Between two rounds that brought nothing: the first and the longest. In ms. */
const shortestPauseMs = 50;
const longestPauseMs = 1000;

/**
 * Waits until a container, once started, does not run any more.
 *
 * `POST /containers/{id}/wait` is only the alarm clock. Its answer, its error and its end may all mean something else (an
 * engine that goes down, a proxy's limit, a container that has not been started), so after each of them inspect decides.
 * A connection that breaks is opened again for as long as the settings allow.
 * @param failedStart - gives the failure of the container's start, if it failed
 * @throws `Unavailable` when the engine stayed away for longer than that
 */
export const waitForEnd = async (
  engine: EngineContext,
  id: string,
  signal: AbortSignal,
  failedStart: () => StartFailed | undefined = () => undefined,
): Promise<ContainerEnd> => {
  const outage = makeOutage(engine.settings.reconnectWindowMs);
  let pauseMs = 0;
  for (;;) {
    try {
      const end = await howItEnded(engine, id, signal, failedStart());
      if (end !== undefined) return end._tag === 'ended' && outage.isOn() ? { ...end, unwatched: true } : end;
      outage.isOver();
      await pause(pauseMs, signal);
      // An engine that answers at once although the container has not ended is asked again ever more slowly.
      pauseMs = (await waitOnce(engine, id, signal)) === 'still-waiting' ? 0 : longer(pauseMs);
    } catch (error) {
      throwIfAborted(signal);
      if (!mayPass(error) || outage.isTooLong()) throw error;
      pauseMs = longer(pauseMs);
      await pause(pauseMs, signal);
    }
  }
};

const longer = (pauseMs: number): number => Math.min(longestPauseMs, Math.max(shortestPauseMs, pauseMs * 2));

/** @returns `undefined` while the container has not ended */
const howItEnded = async (
  { connection }: EngineContext,
  id: string,
  signal: AbortSignal,
  failedStart: StartFailed | undefined,
): Promise<ContainerEnd | undefined> => {
  const found = await inspectContainer(connection, id, signal);
  if (O.isNone(found)) return { _tag: 'vanished' };
  const state = withFailedStart(found.value.state, failedStart);
  return hasEnded(state) ? { _tag: 'ended', state } : undefined;
};

const withFailedStart = (state: ContainerState, failedStart: StartFailed | undefined): ContainerState =>
  failedStart === undefined || state.status !== 'created'
    ? state
    : { ...state, exitStatus: failedStart.details.exitStatus, error: failedStart.message };

const hasEnded = ({ status, error, exitStatus }: ContainerState): boolean => {
  if (status === 'exited' || status === 'dead') return true;
  // A container whose start failed stays in the state in which it was created.
  return status === 'created' && (error !== '' || exitStatus !== 0);
};

const waitOnce = async (
  { connection }: EngineContext,
  id: string,
  signal: AbortSignal,
): Promise<'answered' | 'still-waiting'> => {
  try {
    const path = `/containers/${encodeURIComponent(id)}/wait`;
    await callEngine(connection, { method: 'POST', path }, signal, { limitMs: waitRequestMs, accept: [404] });
    return 'answered';
  } catch (error) {
    if (isTimeOut(error)) return 'still-waiting';
    throw error;
  }
};

/** Whether the same call may succeed once the engine is back. An engine that goes down answers 500 to anything. */
const mayPass = (error: unknown): boolean =>
  (hasTag(error, 'Unavailable') && error.retryable) || (refusalStatus(error) ?? 0) >= 500;

interface Outage {
  readonly isOn: () => boolean;
  readonly isOver: () => void;
  /** Begins the outage if it is not on. */
  readonly isTooLong: () => boolean;
}

/** Measures for how long the engine has been away. */
const makeOutage = (windowMs: number): Outage => {
  let since: number | undefined;
  return {
    isOn: () => since !== undefined,
    isOver: () => {
      since = undefined;
    },
    isTooLong: () => {
      since ??= performance.now();
      return performance.now() - since >= windowMs;
    },
  };
};

import * as E from 'fp-ts/lib/Either.js';

import { deadline } from '../job/delayed-abort.js';
import { pause } from '../job/pause.js';
import type { Clock } from '../ports/clock.js';
import type { EngineError } from '../ports/container-engine.js';
import type { Container, ContainerEnd } from '../ports/container.js';
import { lostExitStatus, type Outcome, outcomeOf, timeoutExitStatus } from './outcome.js';

/** How a running container is watched. */
export interface Supervision {
  readonly clock: Clock;
  /** Aborted when the run must stop. */
  readonly signal: AbortSignal;
  /** Aborted when a container that is being stopped is to be killed at once. */
  readonly killSignal?: AbortSignal;
  /** Aborted when patience with a run that was stopped has ended. */
  readonly settleSignal: AbortSignal;
  readonly timeoutMs: number;
  /** Time between SIGTERM and SIGKILL. */
  readonly stopGraceMs: number;
}

/** How long the engine may take, beyond the grace, to stop a container and to confirm its end. */
const confirmStopMs = 30_000;

/** Pause before an engine that did not stop a container is asked again. */
const stopAgainMs = 1000;

type WaitResult = E.Either<EngineError, ContainerEnd>;

/** What is known of the end of a container: the engine was there, or was away, or the end is not sure at all. */
export type EndKnowledge = 'watched' | 'unwatched' | 'unconfirmed';

/** What became of a watched container. */
export interface Supervised {
  readonly outcome: Outcome;
  readonly end: EndKnowledge;
}

/**
 * Watches a container that has just been started until it has ended: by itself, at its timeout, or because the run was
 * aborted. The timeout runs on the clock from now on. Never rejects, and never stays pending.
 */
export const supervise = async (container: Container, supervision: Supervision): Promise<Supervised> => {
  const giveUp = new AbortController();
  const waiting = container.wait({ signal: giveUp.signal })();
  const first = await firstOf(waiting, supervision);
  if (first._tag === 'ended') return { outcome: endedByItself(first.result), end: knowledgeOf(first.result) };
  const ended = await stopAndConfirm(container, waiting, giveUp, supervision);
  return { outcome: stoppedOutcome(first._tag, ended, supervision.timeoutMs), end: knowledgeOf(ended) };
};

const stoppedOutcome = (why: 'timed-out' | 'cancelled', ended: WaitResult, timeoutMs: number): Outcome =>
  why === 'cancelled'
    ? { _tag: 'cancelled', exitStatus: exitStatusOf(ended), stopped: E.isRight(ended) }
    : { _tag: 'timed-out', exitStatus: timeoutExitStatus, timeoutMs, stopped: E.isRight(ended) };

const knowledgeOf = (ended: WaitResult): EndKnowledge => {
  if (E.isLeft(ended)) return 'unconfirmed';
  return ended.right._tag === 'ended' && ended.right.unwatched === true ? 'unwatched' : 'watched';
};

type First =
  | { readonly _tag: 'ended'; readonly result: WaitResult }
  | { readonly _tag: 'timed-out' }
  | { readonly _tag: 'cancelled' };

/** What comes first: the end of the container, its timeout or an abort. The timer and the listener end with it. */
const firstOf = (waiting: Promise<WaitResult>, { clock, signal, timeoutMs }: Supervision): Promise<First> =>
  new Promise((resolve) => {
    const settle = (first: First): void => {
      cancelTimer();
      signal.removeEventListener('abort', onAbort);
      resolve(first);
    };
    const onAbort = (): void => {
      settle({ _tag: 'cancelled' });
    };
    const cancelTimer = clock.schedule(timeoutMs, () => {
      settle({ _tag: 'timed-out' });
    });
    void waiting.then((result) => {
      settle({ _tag: 'ended', result });
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });

/** Stops the container and makes sure of it; gives up the wait when the engine cannot confirm the end in time. */
const stopAndConfirm = async (
  container: Container,
  waiting: Promise<WaitResult>,
  giveUp: AbortController,
  supervision: Supervision,
): Promise<WaitResult> => {
  const limit = deadline(supervision.clock, supervision.stopGraceMs + confirmStopMs);
  const signal = AbortSignal.any([supervision.settleSignal, limit.signal]);
  signal.addEventListener('abort', () => {
    giveUp.abort();
  });
  await stopWhileItRuns(container, waiting, supervision, signal);
  if (signal.aborted) giveUp.abort();
  const ended = await waiting;
  limit.dispose();
  return ended;
};

/** Asks again for as long as the engine does not do it: one that is away may come back and find the container running. */
const stopWhileItRuns = async (
  container: Container,
  waiting: Promise<WaitResult>,
  supervision: Supervision,
  signal: AbortSignal,
): Promise<void> => {
  const ended = new AbortController();
  void waiting.then(() => {
    ended.abort();
  });
  const enough = AbortSignal.any([signal, ended.signal]);
  while (!(await stop(container, supervision, signal)) && !enough.aborted)
    await pause(supervision.clock, enough, stopAgainMs);
};

/** Stops the container with the grace, which a kill signal cuts short. @returns whether the engine has done it */
const stop = async (
  container: Container,
  { killSignal, stopGraceMs }: Supervision,
  signal: AbortSignal,
): Promise<boolean> => {
  if (killSignal?.aborted === true) return E.isRight(await container.stop({ graceMs: 0, signal })());
  const killNow = (): void => void container.stop({ graceMs: 0, signal })();
  killSignal?.addEventListener('abort', killNow, { once: true });
  const stopped = await container.stop({ graceMs: stopGraceMs, signal })();
  killSignal?.removeEventListener('abort', killNow);
  return E.isRight(stopped);
};

const endedByItself = (result: WaitResult): Outcome =>
  E.isRight(result)
    ? outcomeOf(result.right)
    : { _tag: 'lost', exitStatus: lostExitStatus, reason: result.left.message };

const exitStatusOf = (ended: WaitResult): number =>
  E.isRight(ended) && ended.right._tag === 'ended' ? ended.right.state.exitStatus : lostExitStatus;

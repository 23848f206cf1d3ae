import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobError } from '../job/job-error.js';
import type { PullProgress } from '../job/job-event.js';
import { jobAborted } from '../job/make-job-error.js';
import { safely } from '../job/safely.js';
import type { Image } from '../ports/container-engine.js';

/** Somebody who waits for a pull. */
export interface PullWaiter {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PullProgress) => void;
}

/** Does a pull. Its signal is aborted when nobody waits for it any more. */
export type DoPull = (waiter: PullWaiter) => TE.TaskEither<JobError, Image>;

/** Makes one pull of pulls that go on at the same time. */
export interface SharedPulls {
  /**
   * Joins the pull of that key that is under way, or begins one. Who leaves does not disturb the others; when the last
   * one leaves, the pull is given up. A result is shared and never kept: the next pull is a new one.
   * @param key - equal for pulls that are the same: same engine, image and credentials
   */
  readonly pull: (key: string, doPull: DoPull, waiter: PullWaiter) => TE.TaskEither<JobError, Image>;
}

interface Flight {
  readonly waiters: Set<PullWaiter>;
  readonly giveUp: AbortController;
  readonly result: Promise<E.Either<JobError, Image>>;
}

/** Makes the place where pulls meet. */
export const makeSharedPulls = (): SharedPulls => {
  const flights = new Map<string, Flight>();

  const begin = (key: string, doPull: DoPull): Flight => {
    const waiters = new Set<PullWaiter>();
    const giveUp = new AbortController();
    const onProgress = (progress: PullProgress): void => {
      for (const waiter of waiters) waiter.onProgress(progress);
    };
    const result = safely(doPull({ signal: giveUp.signal, onProgress }))();
    const flight = { waiters, giveUp, result };
    flights.set(key, flight);
    void result.then(() => {
      forget(key, flight);
    });
    return flight;
  };

  /** A pull that was given up may have been followed by another one of the same key. */
  const forget = (key: string, flight: Flight): void => {
    if (flights.get(key) === flight) flights.delete(key);
  };

  const leave = (key: string, flight: Flight, waiter: PullWaiter): void => {
    flight.waiters.delete(waiter);
    if (flight.waiters.size > 0) return;
    forget(key, flight);
    flight.giveUp.abort();
  };

  return {
    pull: (key, doPull, waiter) => async () => {
      if (waiter.signal.aborted) return E.left(jobAborted('pull'));
      const flight = flights.get(key) ?? begin(key, doPull);
      flight.waiters.add(waiter);
      const result = await resultOrAbort(flight, waiter.signal);
      leave(key, flight, waiter);
      return result;
    },
  };
};

const resultOrAbort = (flight: Flight, signal: AbortSignal): Flight['result'] =>
  new Promise((resolve) => {
    const onAbort = (): void => {
      resolve(E.left(jobAborted('pull')));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    void flight.result.then((result) => {
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    });
  });

import * as E from 'fp-ts/lib/Either.js';

import type { Clock } from '../../ports/clock.js';
import type { Aborted } from '../../ports/port-error.js';
import { abortedError, abortOf, orAborted } from '../aborted.js';
import { cutStream } from './cut-stream.js';

/**
 * What goes wrong with a call.
 *
 * `fail`: it gives the error; `after` the other side has done its part if asked for, as when only the answer is lost.
 * `hang`: it does nothing until its signal is aborted. `delay`: it begins later, in ms on the clock. `hold`: it begins when
 * the promise has settled. `cut`: the stream that it gives breaks off after so many bytes. `reject` and `throw`: its task
 * does what no task of a port may do.
 * @public
 */
export type Fault<Err> =
  | { readonly fault: 'fail'; readonly error: Err; readonly when?: 'before' | 'after' }
  | { readonly fault: 'hang' }
  | { readonly fault: 'delay'; readonly ms: number }
  | { readonly fault: 'hold'; readonly until: Promise<unknown> }
  | { readonly fault: 'cut'; readonly afterBytes: number }
  | { readonly fault: 'reject'; readonly cause: Error }
  | { readonly fault: 'throw'; readonly cause: Error };

/** Where a fault takes place. */
export interface FaultPlace {
  readonly signal: AbortSignal;
  /** Carries delays. */
  readonly clock: Clock;
}

/** Lets a fault happen to some work, which is not done at all when the signal is aborted before it begins. */
export const suffer = <Err, A>(
  fault: Fault<Err> | undefined,
  place: FaultPlace,
  work: () => Promise<E.Either<Err, A>> | E.Either<Err, A>,
): Promise<E.Either<Err | Aborted, A>> => {
  if (fault?.fault === 'throw') throw fault.cause;
  return sufferLater(fault, place, work);
};

const sufferLater = async <Err, A>(
  fault: Fault<Err> | undefined,
  place: FaultPlace,
  work: () => Promise<E.Either<Err, A>> | E.Either<Err, A>,
): Promise<E.Either<Err | Aborted, A>> => {
  const stopped = await beforeWork(fault, place);
  if (stopped) return E.left(stopped);
  if (fault?.fault === 'reject') throw fault.cause;
  if (fault?.fault === 'fail' && fault.when !== 'after') return E.left(fault.error);
  const done = await work();
  if (fault?.fault === 'fail') return E.left(fault.error);
  return fault?.fault === 'cut' && E.isRight(done) ? E.right(cutStream(done.right, fault.afterBytes)) : done;
};

/** A turn of the promise queue, as long as the fault wants it; the error when the signal was aborted meanwhile. */
const beforeWork = async <Err>(
  fault: Fault<Err> | undefined,
  { signal, clock }: FaultPlace,
): Promise<Aborted | undefined> => {
  if (fault?.fault === 'hang') return await abortOf(signal).aborted;
  if (fault?.fault === 'delay') await delay(clock, fault.ms, { signal });
  if (fault?.fault === 'hold') await orAborted({ signal }, fault.until.then(begin, begin));
  await Promise.resolve();
  return signal.aborted ? abortedError(signal) : undefined;
};

const begin = (): E.Either<never, void> => E.right(undefined);

/** Waits on the clock; the timer is gone when the signal is aborted. */
export const delay = async (
  clock: Clock,
  milliseconds: number,
  options: { readonly signal: AbortSignal },
): Promise<E.Either<Aborted, void>> => {
  let cancel = (): void => undefined;
  const waited = new Promise<E.Either<never, void>>((resolve) => {
    cancel = clock.schedule(milliseconds, () => {
      resolve(E.right(undefined));
    });
  });
  try {
    return await orAborted(options, waited);
  } finally {
    cancel();
  }
};

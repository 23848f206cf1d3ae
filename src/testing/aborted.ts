import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import { taggedError } from '../job/tagged-error.js';
import type { Aborted, CallOptions } from '../ports/port-error.js';

/** The error of a call whose signal was aborted. */
export const abortedError = (signal: AbortSignal): Aborted =>
  taggedError('Aborted', { code: 'call.aborted', message: 'The call was aborted', cause: signal.reason });

/** Whether the signal is aborted now; asked again after a wait, the answer may have changed. */
export const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** Settles when the signal is aborted, and never otherwise. `cancel` takes the listener away again. */
export const abortOf = (
  signal: AbortSignal,
): { readonly aborted: Promise<Aborted>; readonly cancel: () => void } => {
  let cancel = (): void => undefined;
  const aborted = new Promise<Aborted>((resolve) => {
    const onAbort = (): void => {
      resolve(abortedError(signal));
    };
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    cancel = () => {
      signal.removeEventListener('abort', onAbort);
    };
  });
  return {
    aborted,
    cancel: () => {
      cancel();
    },
  };
};

/** Waits for a promise, or gives `Aborted` as soon as the signal is aborted; the promise is then left to itself. */
export const orAborted = async <Err, A>(
  { signal }: CallOptions,
  promise: Promise<E.Either<Err, A>>,
): Promise<E.Either<Err | Aborted, A>> => {
  const abort = abortOf(signal);
  try {
    return await Promise.race([promise, abort.aborted.then((error) => E.left(error))]);
  } finally {
    abort.cancel();
  }
};

/**
 * One call on an in-memory store: its work is done in a later turn of the promise queue, as with any real store, and not
 * at all when the signal is aborted before.
 */
export const inMemoryCall =
  <Err, A>({ signal }: CallOptions, work: () => E.Either<Err, A>): TE.TaskEither<Err | Aborted, A> =>
  async () => {
    if (isAborted(signal)) return E.left(abortedError(signal));
    await Promise.resolve();
    return isAborted(signal) ? E.left(abortedError(signal)) : work();
  };

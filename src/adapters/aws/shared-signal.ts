import { setMaxListeners } from 'node:events';

/**
 * Does work that makes many calls at once, with a signal for all of them: it is aborted with the given one, and when the
 * work has failed, so that no call goes on. Node takes more than ten listeners of one signal for a leak, and says so; this
 * one may have any number, and the given one has one listener.
 */
export const withSharedSignal = async <A>(
  signal: AbortSignal,
  work: (shared: AbortSignal) => Promise<A>,
): Promise<A> => {
  const shared = new AbortController();
  setMaxListeners(0, shared.signal);
  const abort = (): void => {
    shared.abort(signal.reason);
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    if (signal.aborted) abort();
    return await work(shared.signal);
  } finally {
    signal.removeEventListener('abort', abort);
    shared.abort();
  }
};

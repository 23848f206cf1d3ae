import { aborted, isEngineError, timedOut } from './engine-errors.js';

/**
 * Runs something under the caller's signal and a time limit. The signal that it is given carries, as its reason, the
 * error of the port that is to be reported. Nothing is left behind: no timer, no listener on the caller's signal.
 * @param what - what is being done, for the message of a time-out
 */
export const withDeadline = async <Value>(
  limits: { readonly signal: AbortSignal; readonly limitMs: number; readonly what: string },
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> =>
  withSignal(limits.signal, async (signal, abort) => {
    const timer = startTimer(limits.limitMs, () => {
      abort(timedOut(limits.what, limits.limitMs));
    });
    try {
      return await run(signal);
    } finally {
      clearTimeout(timer);
    }
  });

/** Runs something under a signal of its own that follows the caller's; what it aborts with is the port's error. */
export const withSignal = async <Value>(
  outer: AbortSignal,
  run: (signal: AbortSignal, abort: (reason: Error) => void) => Promise<Value>,
): Promise<Value> => {
  const controller = new AbortController();
  const abort = (reason: Error): void => {
    controller.abort(reason);
  };
  const follow = (): void => {
    abort(abortError(outer));
  };
  if (outer.aborted) follow();
  outer.addEventListener('abort', follow, { once: true });
  try {
    return await run(controller.signal, abort);
  } finally {
    outer.removeEventListener('abort', follow);
  }
};

/** The port's error for an aborted signal: the one that it carries, or `Aborted`. */
export const abortError = (signal: AbortSignal): Error =>
  isEngineError(signal.reason) ? signal.reason : aborted();

/** Throws the port's error if the signal is aborted. */
export const throwIfAborted = (signal: AbortSignal): void => {
  if (signal.aborted) throw abortError(signal);
};

/** Waits. Rejects with the port's error as soon as the signal is aborted. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortError(signal));
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      reject(abortError(signal));
    };
    const timer = startTimer(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });

/** The longest time that a timer of Node can hold; longer ones fire at once. */
const longestTimerMs = 2 ** 31 - 1;

const startTimer = (milliseconds: number, callback: () => void): NodeJS.Timeout =>
  setTimeout(callback, Math.min(milliseconds, longestTimerMs));

/**
 * Runs something that should not be broken off at once: its signal is aborted some time after the caller's.
 * @param graceMs - how long after
 */
export const withLateAbort = async <Value>(
  outer: AbortSignal,
  graceMs: number,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    timer = startTimer(graceMs, () => {
      controller.abort(abortError(outer));
    });
  };
  if (outer.aborted) onAbort();
  outer.addEventListener('abort', onAbort, { once: true });
  try {
    return await run(controller.signal);
  } finally {
    outer.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
};

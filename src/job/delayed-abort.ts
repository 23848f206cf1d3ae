import type { Clock } from '../ports/clock.js';

/** A signal with a life of its own. @public */
export interface OwnedSignal {
  readonly signal: AbortSignal;
  /** Ends the timer and the listener behind the signal. */
  readonly dispose: () => void;
}

/** A signal that is aborted after a time, for work that must go on when the run's own signal has been aborted. */
export const deadline = (clock: Clock, milliseconds: number): OwnedSignal => {
  const controller = new AbortController();
  const cancel = clock.schedule(milliseconds, () => {
    controller.abort();
  });
  return { signal: controller.signal, dispose: cancel };
};

/**
 * A signal that is aborted a time after another one, and never otherwise: once a program has been started, an abort of
 * the run leaves that much time to stop it and to store its output.
 * @public
 */
export const delayedAbort = (signal: AbortSignal, clock: Clock, milliseconds: number): OwnedSignal => {
  const controller = new AbortController();
  let cancelTimer: () => void = () => undefined;
  const begin = (): void => {
    cancelTimer = clock.schedule(milliseconds, () => {
      controller.abort();
    });
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    signal: controller.signal,
    dispose: () => {
      signal.removeEventListener('abort', begin);
      cancelTimer();
    },
  };
};

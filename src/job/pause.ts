import type { Clock } from '../ports/clock.js';

/** Waits, but not beyond an abort. */
export const pause = (clock: Clock, signal: AbortSignal, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || milliseconds <= 0) {
      resolve();
      return;
    }
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.schedule(milliseconds, end);
    signal.addEventListener('abort', end, { once: true });
  });

import { performance } from 'node:perf_hooks';

import type { Clock } from '../../ports/clock.js';

/** What `setTimeout` can hold; it fires at once for anything longer. */
const longestTimerMs = 2 ** 31 - 1;

/** Makes a clock of the system's time. Its timers keep the process alive until they are due or cancelled. @public */
export const makeSystemClock = (): Clock => ({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule: (milliseconds, callback) => {
    let timer: NodeJS.Timeout | undefined;
    const arm = (leftMs: number): void => {
      const stepMs = Math.min(leftMs, longestTimerMs);
      timer = setTimeout(() => {
        if (leftMs > stepMs) arm(leftMs - stepMs);
        else callback();
      }, stepMs);
    };
    arm(Math.max(0, milliseconds));
    return () => {
      clearTimeout(timer);
    };
  },
});

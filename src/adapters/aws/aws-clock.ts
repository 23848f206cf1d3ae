import { performance } from 'node:perf_hooks';

import type { Clock } from '../../ports/clock.js';

/** What most adapters need of a clock. */
export type AwsClock = Pick<Clock, 'now' | 'monotonic'>;

/** The time of this machine. Its timers are for pauses of seconds. */
export const systemTime: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

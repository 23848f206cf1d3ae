import { performance } from 'node:perf_hooks';

import type { Clock } from '../../ports/clock.js';

/** What the adapters need of a clock. @public */
export type AwsClock = Pick<Clock, 'now' | 'monotonic'>;

/** The time of this machine. */
export const systemTime: AwsClock = { now: () => Date.now(), monotonic: () => performance.now() };

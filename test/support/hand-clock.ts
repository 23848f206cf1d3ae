import { makeSystemClock } from '../../src/adapters/local/index.js';
import type { Clock } from '../../src/ports/clock.js';

/** The system's clock, whose timers a test may look at and let ring before their time. */
export interface HandClock extends Clock {
  /** How long the timers that run now were set for, in ms. */
  readonly running: () => readonly number[];
  /** Lets the one timer ring that was set for so long. */
  readonly ring: (milliseconds: number) => void;
}

interface Timer {
  readonly milliseconds: number;
  readonly ring: () => void;
}

/** Makes a clock, so that a test of a timeout of ten minutes need not wait for them. */
export const makeHandClock = (): HandClock => {
  const system = makeSystemClock();
  const timers = new Set<Timer>();
  return {
    ...system,
    schedule: (milliseconds, callback) => {
      const ring = (): void => {
        cancel();
        callback();
      };
      const timer = { milliseconds, ring };
      const cancelSystem = system.schedule(milliseconds, ring);
      const cancel = (): void => {
        timers.delete(timer);
        cancelSystem();
      };
      timers.add(timer);
      return cancel;
    },
    running: () => [...timers].map(({ milliseconds }) => milliseconds),
    ring: (wanted) => {
      const found = [...timers].filter(({ milliseconds }) => milliseconds === wanted);
      const [only] = found;
      if (only === undefined || found.length > 1)
        throw new Error(`${found.length} timers of ${wanted} ms run`);
      only.ring();
    },
  };
};

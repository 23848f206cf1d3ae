import type { Clock } from '../ports/clock.js';

/** Where a {@link FakeClock} begins unless told otherwise: 2026-11-23T09:05:00Z. */
const defaultStartMs = Date.UTC(2026, 10, 23, 9, 5, 0);

/** A clock that stands still until a test moves it. @public */
export interface FakeClock extends Clock {
  /**
   * Moves the time and calls, in the order of their times, the callbacks that become due; those that callbacks
   * schedule for the same span are among them. Promises get time to settle before the first call and after each one.
   * @param milliseconds - 0 or more
   */
  readonly advance: (milliseconds: number) => Promise<void>;
  /** How many callbacks wait. After a run it must be 0: a timer left behind keeps a process alive. */
  readonly pendingCount: () => number;
  /** Settles when at least so many callbacks wait, 1 by default; at once if they already do. */
  readonly whenPending: (count?: number) => Promise<void>;
}

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

interface Watcher {
  readonly count: number;
  readonly wake: () => void;
}

/**
 * Makes a clock that stands still.
 * @param startMs - its first {@link Clock.now}, in ms since 1970; by default 2026-11-23T09:05:00Z
 * @public
 */
export const makeFakeClock = (startMs: number = defaultStartMs): FakeClock => {
  let elapsedMs = 0;
  const timers = new Set<Timer>();
  const watchers = new Set<Watcher>();

  const schedule = (milliseconds: number, callback: () => void): (() => void) => {
    const timer = { atMs: elapsedMs + Math.max(0, milliseconds), callback };
    timers.add(timer);
    wakeWatchers(watchers, timers.size);
    return () => {
      timers.delete(timer);
    };
  };

  const advance = async (milliseconds: number): Promise<void> => {
    const targetMs = elapsedMs + milliseconds;
    await promisesSettled();
    for (let timer = nextDue(timers, targetMs); timer; timer = nextDue(timers, targetMs)) {
      elapsedMs = Math.max(elapsedMs, timer.atMs);
      timers.delete(timer);
      timer.callback();
      await promisesSettled();
    }
    elapsedMs = targetMs;
  };

  return {
    now: () => startMs + elapsedMs,
    monotonic: () => elapsedMs,
    schedule,
    advance,
    pendingCount: () => timers.size,
    whenPending: (count = 1) =>
      timers.size >= count
        ? Promise.resolve()
        : new Promise((wake) => {
            watchers.add({ count, wake });
          }),
  };
};

const wakeWatchers = (watchers: Set<Watcher>, pending: number): void => {
  for (const watcher of watchers) {
    if (pending < watcher.count) continue;
    watchers.delete(watcher);
    watcher.wake();
  }
};

/** The first timer by time, and by order of scheduling among equals, that is due at the given moment. */
const nextDue = (timers: ReadonlySet<Timer>, targetMs: number): Timer | undefined =>
  [...timers]
    .filter(({ atMs }) => atMs <= targetMs)
    .reduce<Timer | undefined>(
      (first, timer) => (first && first.atMs <= timer.atMs ? first : timer),
      undefined,
    );

/** A turn of the event loop comes after every promise that can settle without one. */
const promisesSettled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

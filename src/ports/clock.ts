/** Time. A test's clock stands still until it is told to move. @public */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Milliseconds on a clock that never goes back, for measuring. */
  readonly monotonic: () => number;
  /**
   * Calls back once after the given time unless cancelled first.
   * @param milliseconds - 0 or more; not limited to what the platform's timers can hold
   * @returns cancels the call; harmless afterwards
   */
  readonly schedule: (milliseconds: number, callback: () => void) => () => void;
}

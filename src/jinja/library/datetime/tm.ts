import { type CivilDay, daysBeforeMonth, toOrdinal, weekdayOf } from './civil.js';
import type { ClockFields } from './clock.js';

/** C's broken-down time. */
export interface Tm extends CivilDay, ClockFields {
  /** Monday is 0. */
  readonly weekday: number;
  /** January 1st is 1. */
  readonly yearDay: number;
  /** Seconds since 1970 of the fields as local time, for `%s`. */
  readonly localEpoch: () => number;
}

/** Completes a day and a clock. */
export function makeTm(day: CivilDay, clock: ClockFields, localEpoch: () => number): Tm {
  return {
    year: day.year,
    month: day.month,
    day: day.day,
    hour: clock.hour,
    minute: clock.minute,
    second: clock.second,
    microsecond: clock.microsecond,
    weekday: weekdayOf(toOrdinal(day.year, day.month, day.day)),
    yearDay: daysBeforeMonth(day.year, day.month) + day.day,
    localEpoch,
  };
}

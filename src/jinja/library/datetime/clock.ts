import { raise } from '../raise.js';
import { pad } from './civil.js';

/** The clock fields that `time` and `datetime` share. */
export interface ClockFields {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

export const MICROS_PER_SECOND = 1_000_000;
export const MICROS_PER_MINUTE = 60_000_000;
export const MICROS_PER_HOUR = 3_600_000_000;
export const MICROS_PER_DAY = 86_400_000_000;

/** Raises Python's error unless it is a time of day. */
export function checkClock(clock: ClockFields, fold: number): void {
  if (clock.hour < 0 || clock.hour > 23) raise('ValueError', 'hour must be in 0..23');
  if (clock.minute < 0 || clock.minute > 59) raise('ValueError', 'minute must be in 0..59');
  if (clock.second < 0 || clock.second > 59) raise('ValueError', 'second must be in 0..59');
  if (clock.microsecond < 0 || clock.microsecond > 999_999) {
    raise('ValueError', 'microsecond must be in 0..999999');
  }
  if (fold !== 0 && fold !== 1) raise('ValueError', 'fold must be either 0 or 1');
}

/** Microseconds since midnight. */
export function microsOfDay(clock: ClockFields): number {
  return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * MICROS_PER_SECOND + clock.microsecond;
}

/** The clock that shows when this many microseconds of a day have passed. */
export function clockOf(micros: number): ClockFields {
  return {
    hour: Math.floor(micros / MICROS_PER_HOUR),
    minute: Math.floor(micros / MICROS_PER_MINUTE) % 60,
    second: Math.floor(micros / MICROS_PER_SECOND) % 60,
    microsecond: micros % MICROS_PER_SECOND,
  };
}

/** Prints a clock as `isoformat(timespec=...)` does. */
export function formatClock(clock: ClockFields, timespec: string): string {
  const minutes = `${pad(clock.hour, 2)}:${pad(clock.minute, 2)}`;
  const seconds = `${minutes}:${pad(clock.second, 2)}`;
  switch (timespec) {
    case 'hours':
      return pad(clock.hour, 2);
    case 'minutes':
      return minutes;
    case 'seconds':
      return seconds;
    case 'milliseconds':
      return `${seconds}.${pad(Math.floor(clock.microsecond / 1000), 3)}`;
    case 'microseconds':
      return `${seconds}.${pad(clock.microsecond, 6)}`;
    case 'auto':
      return clock.microsecond === 0 ? seconds : `${seconds}.${pad(clock.microsecond, 6)}`;
    default:
      return raise('ValueError', 'Unknown timespec value');
  }
}

/** Prints an offset as `+10:00`, with seconds and microseconds only if it has them. */
export function formatOffset(micros: number, separator = ':'): string {
  const clock = clockOf(Math.abs(micros));
  const rest = clock.second === 0 && clock.microsecond === 0 ? '' : `${separator}${pad(clock.second, 2)}`;
  const fraction = clock.microsecond === 0 ? '' : `.${pad(clock.microsecond, 6)}`;
  return `${micros < 0 ? '-' : '+'}${pad(clock.hour, 2)}${separator}${pad(clock.minute, 2)}${rest}${fraction}`;
}

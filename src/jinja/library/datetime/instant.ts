import { raise } from '../raise.js';
import type { PyDateTime } from './datetime.js';
import { microsOfDay } from './clock.js';
import { divideNearest, floatRatio } from './ratio.js';
import { PyTimeDelta } from './timedelta.js';

/** `a - b` for two datetimes: by wall clock within one zone object, by UTC otherwise. */
export function subtractTimes(a: PyDateTime, b: PyDateTime): PyTimeDelta {
  const wall = a.wallMinus(b);
  if (a.tzinfo === b.tzinfo) return wall;
  const left = a.utcOffsetMicros();
  const right = b.utcOffsetMicros();
  if (left === undefined && right === undefined) return wall;
  if (left === undefined || right === undefined) {
    return raise('TypeError', "can't subtract offset-naive and offset-aware datetimes");
  }
  return wall.minus(PyTimeDelta.of(0, 0, left - right));
}

/** The order of two datetimes; naive against aware raises. */
export function compareTimes(a: PyDateTime, b: PyDateTime): number {
  if (a.tzinfo === b.tzinfo) return a.wallMinus(b).compare(PyTimeDelta.of(0));
  const left = a.utcOffsetMicros();
  const right = b.utcOffsetMicros();
  if ((left === undefined) !== (right === undefined)) {
    raise('TypeError', "can't compare offset-naive and offset-aware datetimes");
  }
  return a
    .wallMinus(b)
    .minus(PyTimeDelta.of(0, 0, (left ?? 0) - (right ?? 0)))
    .compare(PyTimeDelta.of(0));
}

/** Equality of two datetimes: naive and aware differ, and so does a problematic (gap or fold) time across zones. */
export function equalTimes(a: PyDateTime, b: PyDateTime): boolean {
  if (a.tzinfo === b.tzinfo) return a.wallMinus(b).isZero();
  const left = a.utcOffsetMicros();
  const right = b.utcOffsetMicros();
  if (dependsOnFold(a, left) || dependsOnFold(b, right)) return false;
  if ((left === undefined) !== (right === undefined)) return false;
  return a
    .wallMinus(b)
    .minus(PyTimeDelta.of(0, 0, (left ?? 0) - (right ?? 0)))
    .isZero();
}

function dependsOnFold(time: PyDateTime, offset: number | undefined): boolean {
  return time.replace({ fold: 1 - time.fold }).utcOffsetMicros() !== offset;
}

/** A key that is equal for equal times: the UTC wall time, or the naive one. */
export function timeHashKey(time: PyDateTime): string {
  // Python hashes the first of two folded times for both.
  const offset = time.replace({ fold: 0 }).utcOffsetMicros();
  const micros = BigInt(time.toOrdinal()) * 86_400_000_000n + BigInt(microsOfDay(time) - (offset ?? 0));
  return `${offset === undefined ? 'naive' : 'aware'}:${micros}`;
}

/** Microseconds of a timestamp in seconds, ties to even; out of range raises Python's error. */
export function epochMicros(seconds: number | bigint): number {
  if (typeof seconds === 'bigint') return checkedMicros(seconds * 1_000_000n);
  if (Number.isNaN(seconds)) raise('ValueError', 'Invalid value NaN (not a number)');
  if (!Number.isFinite(seconds)) raise('OverflowError', 'timestamp out of range for platform time_t');
  const whole = Math.floor(seconds);
  const [top, bottom] = floatRatio(seconds - whole);
  return checkedMicros(BigInt(whole) * 1_000_000n + divideNearest(top * 1_000_000n, bottom));
}

function checkedMicros(micros: bigint): number {
  const seconds = micros / 1_000_000n;
  if (seconds > 2n ** 63n || seconds < -(2n ** 63n)) {
    raise('OverflowError', 'timestamp out of range for platform time_t');
  }
  const year = 1970 + Number(seconds) / 31_556_952;
  if (year >= 10_000 || year < 1) raise('ValueError', `year ${Math.floor(year)} is out of range`);
  return Number(micros);
}

import type { PyObject } from '../../objects/py-value.js';
import type { PyType } from '../../objects/py-type.js';
import { type ClockFields, checkClock, formatClock, formatOffset } from './clock.js';
import { timeType } from './time-type.js';
import type { PyTzInfo } from './tzinfo.js';

/** Python's `time`: a time of day, with or without a zone. */
export class PyTime implements PyObject, ClockFields {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly tzinfo: PyTzInfo | undefined;
  readonly fold: number;

  constructor(clock: ClockFields, tzinfo?: PyTzInfo, fold = 0) {
    checkClock(clock, fold);
    this.hour = clock.hour;
    this.minute = clock.minute;
    this.second = clock.second;
    this.microsecond = clock.microsecond;
    this.tzinfo = tzinfo;
    this.fold = fold;
  }

  get type(): PyType {
    return timeType;
  }

  utcOffsetMicros(): number | undefined {
    return this.tzinfo?.utcOffsetMicros(undefined);
  }

  isoFormat(timespec = 'auto'): string {
    const offset = this.utcOffsetMicros();
    return formatClock(this, timespec) + (offset === undefined ? '' : formatOffset(offset));
  }
}

/** The arguments of a `repr`: seconds and microseconds are left out from the right when they are zero. */
export function clockReprParts(clock: ClockFields): string[] {
  const parts = [String(clock.hour), String(clock.minute)];
  if (clock.microsecond !== 0) parts.push(String(clock.second), String(clock.microsecond));
  else if (clock.second !== 0) parts.push(String(clock.second));
  return parts;
}

import type { PyObject } from '../../objects/py-value.js';
import type { PyType } from '../../objects/py-type.js';
import { EPOCH_ORDINAL, MAX_ORDINAL, checkDay, fromOrdinal, pad, toOrdinal } from './civil.js';
import {
  type ClockFields,
  MICROS_PER_DAY,
  checkClock,
  clockOf,
  formatClock,
  formatOffset,
  microsOfDay,
} from './clock.js';
import { datetimeType } from './datetime-type.js';
import { PyDate } from './date.js';
import { raise } from '../raise.js';
import { PyTimeDelta } from './timedelta.js';
import { PyTime } from './time.js';
import type { PyTzInfo } from './tzinfo.js';

/** Everything that makes a `datetime`. */
export interface DateTimeFields extends ClockFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly tzinfo: PyTzInfo | undefined;
  readonly fold: number;
}

/** Python's `datetime`: a wall time, with or without a zone. */
export class PyDateTime implements PyObject, DateTimeFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly tzinfo: PyTzInfo | undefined;
  readonly fold: number;

  constructor(fields: DateTimeFields) {
    checkDay(fields.year, fields.month, fields.day);
    checkClock(fields, fields.fold);
    this.year = fields.year;
    this.month = fields.month;
    this.day = fields.day;
    this.hour = fields.hour;
    this.minute = fields.minute;
    this.second = fields.second;
    this.microsecond = fields.microsecond;
    this.tzinfo = fields.tzinfo;
    this.fold = fields.fold;
  }

  /** A wall time by day count and microseconds of any size; outside the calendar raises OverflowError. */
  static fromWall(ordinal: number, micros: number, tzinfo?: PyTzInfo, fold = 0): PyDateTime {
    const carried = Math.floor(micros / MICROS_PER_DAY);
    const day = ordinal + carried;
    if (day < 1 || day > MAX_ORDINAL) raise('OverflowError', 'date value out of range');
    return new PyDateTime({
      ...fromOrdinal(day),
      ...clockOf(micros - carried * MICROS_PER_DAY),
      tzinfo,
      fold,
    });
  }

  /** A naive UTC wall time by microseconds since 1970. */
  static fromEpochMicros(micros: number, tzinfo?: PyTzInfo, fold = 0): PyDateTime {
    return PyDateTime.fromWall(EPOCH_ORDINAL, micros, tzinfo, fold);
  }

  static combine(date: PyDate | PyDateTime, clock: ClockFields, tzinfo?: PyTzInfo, fold = 0): PyDateTime {
    const { year, month, day } = date;
    const { hour, minute, second, microsecond } = clock;
    return new PyDateTime({ year, month, day, hour, minute, second, microsecond, tzinfo, fold });
  }

  get type(): PyType {
    return datetimeType;
  }

  toOrdinal(): number {
    return toOrdinal(this.year, this.month, this.day);
  }

  /** Seconds between 1970-01-01 and the wall time, as if it were UTC; microseconds are left out. */
  wallSeconds(): number {
    return (this.toOrdinal() - EPOCH_ORDINAL) * 86_400 + this.hour * 3600 + this.minute * 60 + this.second;
  }

  replace(fields: Partial<DateTimeFields>): PyDateTime {
    const { year, month, day, hour, minute, second, microsecond, tzinfo, fold } = this;
    return new PyDateTime({ year, month, day, hour, minute, second, microsecond, tzinfo, fold, ...fields });
  }

  date(): PyDate {
    return new PyDate(this.year, this.month, this.day);
  }

  time(tzinfo?: PyTzInfo): PyTime {
    return new PyTime(this, tzinfo, this.fold);
  }

  /** Wall-clock arithmetic: the zone does not matter, the fold is forgotten. */
  plus(delta: PyTimeDelta): PyDateTime {
    const micros = microsOfDay(this) + delta.seconds * 1_000_000 + delta.microseconds;
    return PyDateTime.fromWall(this.toOrdinal() + delta.days, micros, this.tzinfo);
  }

  plusMicros(micros: number): PyDateTime {
    return PyDateTime.fromWall(this.toOrdinal(), microsOfDay(this) + micros, this.tzinfo);
  }

  /** The wall-clock distance from another time. */
  wallMinus(other: PyDateTime): PyTimeDelta {
    return PyTimeDelta.of(this.toOrdinal() - other.toOrdinal(), 0, microsOfDay(this) - microsOfDay(other));
  }

  utcOffsetMicros(): number | undefined {
    return this.tzinfo?.utcOffsetMicros(this);
  }

  dstMicros(): number | undefined {
    return this.tzinfo?.dstMicros(this);
  }

  tzName(): string | undefined {
    return this.tzinfo?.tzName(this);
  }

  isoFormat(separator = 'T', timespec = 'auto'): string {
    const offset = this.utcOffsetMicros();
    const day = `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`;
    return `${day}${separator}${formatClock(this, timespec)}${offset === undefined ? '' : formatOffset(offset)}`;
  }
}

import { daysInMonth, isLeapYear, weekdayOf } from '../datetime/civil.js';
import { PyDate } from '../datetime/date.js';
import { PyDateTime } from '../datetime/datetime.js';
import { makeTimeDelta } from '../datetime/timedelta-new.js';
import { PyTimeDelta } from '../datetime/timedelta.js';
import { raise } from '../raise.js';
import type { PyRelativeDelta } from './relativedelta.js';

/** `date + relativedelta`: fields are replaced, amounts added, then the weekday is looked for. */
export function addRelative(start: PyDate | PyDateTime, delta: PyRelativeDelta): PyDate | PyDateTime {
  const base = delta.hasTime && start instanceof PyDate ? PyDateTime.combine(start, MIDNIGHT) : start;
  const replaced = replaceFields(base, delta);
  const { days, leapdays, hours, minutes, seconds, microseconds } = delta.relative;
  const leap = leapdays !== 0 && replaced.month > 2 && isLeapYear(replaced.year) ? leapdays : 0;
  const duration = makeTimeDelta({
    days: exact(days + leap),
    hours: exact(hours),
    minutes: exact(minutes),
    seconds: exact(seconds),
    microseconds: exact(microseconds),
  });
  return toWeekday(plus(replaced, duration), delta);
}

const MIDNIGHT = { hour: 0, minute: 0, second: 0, microsecond: 0 };

/** Integers as bigint, so that they are added exactly. */
function exact(amount: number): bigint | number {
  return Number.isInteger(amount) ? BigInt(amount) : amount;
}

function replaceFields(base: PyDate | PyDateTime, delta: PyRelativeDelta): PyDate | PyDateTime {
  const { absolute, relative } = delta;
  // A year, month or day of 0 counts as not given.
  const months = (absolute.month ?? 0) || base.month;
  const total = months - 1 + relative.months;
  const year = ((absolute.year ?? 0) || base.year) + relative.years + Math.floor(total / 12);
  const month = (((total % 12) + 12) % 12) + 1;
  if (year < 1 || year > 9999) raise('ValueError', `year ${year} is out of range`);
  const day = Math.min(daysInMonth(year, month), (absolute.day ?? 0) || base.day);
  if (base instanceof PyDate) return new PyDate(year, month, day);
  return base.replace({
    year,
    month,
    day,
    hour: absolute.hour ?? base.hour,
    minute: absolute.minute ?? base.minute,
    second: absolute.second ?? base.second,
    microsecond: absolute.microsecond ?? base.microsecond,
  });
}

function plus(start: PyDate | PyDateTime, duration: PyTimeDelta): PyDate | PyDateTime {
  if (start instanceof PyDateTime) return start.plus(duration);
  return PyDate.fromOrdinal(start.toOrdinal() + duration.days);
}

function toWeekday(start: PyDate | PyDateTime, delta: PyRelativeDelta): PyDate | PyDateTime {
  const wanted = delta.absolute.weekday;
  if (wanted === undefined) return start;
  const nth = wanted.n ?? 1;
  const today = weekdayOf(start.toOrdinal());
  const weeks = (Math.abs(nth) - 1) * 7;
  const days =
    nth > 0 ? weeks + ((7 - today + wanted.weekday) % 7) : -(weeks + ((today - wanted.weekday + 7) % 7));
  return plus(start, PyTimeDelta.of(days));
}

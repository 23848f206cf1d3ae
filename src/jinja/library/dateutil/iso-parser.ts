import { isLeapYear, isoCalendar } from '../datetime/civil.js';
import { PyDate } from '../datetime/date.js';
import { PyDateTime } from '../datetime/datetime.js';
import { PyTime } from '../datetime/time.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import { PyTimeDelta } from '../datetime/timedelta.js';
import { raise } from '../raise.js';
import { PyTzOffset, PyTzUtc } from '../tz/tz-fixed.js';
import { wholeNumber } from './ymd.js';
import { isPyError } from '../../objects/py-error.js';

/** dateutil's `isoparse`; without a separator any character may stand before the time. */
export function isoParse(text: string, separator: string | undefined): PyDateTime {
  requireAscii(text);
  const [day, at] = readDay(text);
  if (text.length <= at) return startOf(day);
  if (separator !== undefined && text[at] !== separator)
    raise('ValueError', 'String contains unknown ISO components');
  const clock = readTime(text.slice(at + 1));
  const midnight = startOf(day);
  // 24:00 is the start of the next day.
  const next = clock.hour === 24;
  const time = midnight.replace({ ...clock, hour: next ? 0 : clock.hour });
  return next ? time.plus(PyTimeDelta.of(1)) : time;
}

/** `isoparser.parse_isodate`. */
export function isoParseDate(text: string): PyDate {
  requireAscii(text);
  const [{ year, month, day }, at] = readDay(text);
  if (at < text.length) raise('ValueError', `String contains unknown ISO components: b'${text}'`);
  return new PyDate(year, month, day);
}

/** `isoparser.parse_isotime`. */
export function isoParseTime(text: string): PyTime {
  requireAscii(text);
  const clock = readTime(text);
  return new PyTime({ ...clock, hour: clock.hour === 24 ? 0 : clock.hour }, clock.tzinfo);
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function requireAscii(text: string): void {
  if (/[^\0-\x7f]/.test(text)) raise('ValueError', 'ISO-8601 strings should contain only ASCII characters');
}

function startOf(day: Day): PyDateTime {
  const { year, month, day: number } = day;
  return new PyDateTime({
    year,
    month,
    day: number,
    hour: 0,
    minute: 0,
    second: 0,
    microsecond: 0,
    tzinfo: undefined,
    fold: 0,
  });
}

function readDay(text: string): readonly [Day, number] {
  try {
    return readCalendarDay(text);
  } catch (error) {
    if (isPyError(error, 'ValueError')) return readOtherDay(text);
    throw error;
  }
}

/** `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYYMMDD`. */
function readCalendarDay(text: string): readonly [Day, number] {
  if (text.length < 4) raise('ValueError', 'ISO string too short');
  const year = isoNumber(text.slice(0, 4));
  if (text.length === 4) return [{ year, month: 1, day: 1 }, 4];
  const dashed = text[4] === '-';
  const monthAt = dashed ? 5 : 4;
  if (text.length - monthAt < 2) raise('ValueError', 'Invalid common month');
  const month = isoNumber(text.slice(monthAt, monthAt + 2));
  if (text.length <= monthAt + 2) {
    return dashed ? [{ year, month, day: 1 }, monthAt + 2] : raise('ValueError', 'Invalid ISO format');
  }
  if (dashed && text[monthAt + 2] !== '-') raise('ValueError', 'Invalid separator in ISO string');
  const dayAt = monthAt + (dashed ? 3 : 2);
  if (text.length - dayAt < 2) raise('ValueError', 'Invalid common day');
  return [{ year, month, day: isoNumber(text.slice(dayAt, dayAt + 2)) }, dayAt + 2];
}

/** `YYYY-Www[-D]` and `YYYY-DDD`, with and without dashes. */
function readOtherDay(text: string): readonly [Day, number] {
  if (text.length < 4) raise('ValueError', 'ISO string too short');
  const year = isoNumber(text.slice(0, 4));
  const dashed = text[4] === '-';
  const at = dashed ? 5 : 4;
  if (text[at] === 'W') return readWeek(text, year, at + 1, dashed);
  if (text.length - at < 3) raise('ValueError', 'Invalid ordinal day');
  const ordinal = isoNumber(text.slice(at, at + 3));
  if (ordinal < 1 || ordinal > (isLeapYear(year) ? 366 : 365)) {
    raise('ValueError', `Invalid ordinal day ${ordinal} for year ${year}`);
  }
  return [PyDate.fromOrdinal(new PyDate(year, 1, 1).toOrdinal() + ordinal - 1), at + 3];
}

function readWeek(text: string, year: number, weekAt: number, dashed: boolean): readonly [Day, number] {
  const week = isoNumber(text.slice(weekAt, weekAt + 2));
  let at = weekAt + 2;
  let weekday = 1;
  if (text.length > at) {
    if ((text[at] === '-') !== dashed) raise('ValueError', 'Inconsistent use of dash separator');
    at += dashed ? 1 : 0;
    weekday = isoNumber(text.slice(at, at + 1));
    at += 1;
  }
  if (week < 1 || week > 53) raise('ValueError', `Invalid week: ${week}`);
  if (weekday < 1 || weekday > 7) raise('ValueError', `Invalid weekday: ${weekday}`);
  const fourth = new PyDate(year, 1, 4);
  const firstMonday = fourth.toOrdinal() - isoCalendar(fourth).weekday + 1;
  return [PyDate.fromOrdinal(firstMonday + (week - 1) * 7 + weekday - 1), at];
}

interface IsoClock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly tzinfo: PyTzInfo | undefined;
}

/** `hh[:mm[:ss[.ffffff]]]` with an offset, with or without colons. */
function readTime(text: string): IsoClock {
  if (text.length < 2) raise('ValueError', 'ISO time too short');
  const parts = [0, 0, 0, 0];
  let tzinfo: PyTzInfo | undefined;
  let colons = false;
  let at = 0;
  for (let part = 0; at < text.length && part < 6; part += 1) {
    if ('-+Zz'.includes(text[at] ?? '')) {
      tzinfo = parseIsoZone(text.slice(at), true);
      at = text.length;
      break;
    }
    if (part === 1 && text[at] === ':') {
      colons = true;
      at += 1;
    } else if (part === 2 && colons) {
      if (text[at] !== ':') raise('ValueError', 'Inconsistent use of colon separator');
      at += 1;
    }
    if (part < 3) {
      parts[part] = isoNumber(text.slice(at, at + 2));
      at += 2;
    } else if (part === 3) {
      const [whole = '', digits = ''] = /^[.,](\d+)/.exec(text.slice(at)) ?? [];
      if (whole !== '') parts[3] = Number(digits.slice(0, 6).padEnd(6, '0'));
      at += whole.length;
    }
  }
  if (at < text.length) raise('ValueError', 'Unused components in ISO string');
  const [hour = 0, minute = 0, second = 0, microsecond = 0] = parts;
  if (hour === 24 && minute + second + microsecond !== 0)
    raise('ValueError', 'Hour may only be 24 at 24:00:00.000');
  return { hour, minute, second, microsecond, tzinfo };
}

/** `Z`, `+hh`, `+hhmm` or `+hh:mm`. */
export function parseIsoZone(text: string, zeroAsUtc: boolean): PyTzInfo {
  if (text === 'Z' || text === 'z') return new PyTzUtc();
  if (![3, 5, 6].includes(text.length))
    raise('ValueError', 'Time zone offset must be 1, 3, 5 or 6 characters');
  if (!/^[-+]/.test(text)) raise('ValueError', 'Time zone offset requires sign');
  const hours = isoNumber(text.slice(1, 3));
  const minutes = text.length === 3 ? 0 : isoNumber(text.slice(text[3] === ':' ? 4 : 3));
  if (zeroAsUtc && hours === 0 && minutes === 0) return new PyTzUtc();
  if (minutes > 59) raise('ValueError', 'Invalid minutes in time zone offset');
  if (hours > 23) raise('ValueError', 'Invalid hours in time zone offset');
  return new PyTzOffset(undefined, (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000_000);
}

/** dateutil reads ISO texts as bytes, which its errors show. */
function isoNumber(text: string): number {
  return wholeNumber(text, 'b');
}

import { raise } from '../raise.js';

/** The years that Python's calendar knows. */
export const MIN_YEAR = 1;
export const MAX_YEAR = 9999;

/** 9999-12-31 as a day count where 0001-01-01 is day 1. */
export const MAX_ORDINAL = 3_652_059;

/** 1970-01-01 as a day count. */
export const EPOCH_ORDINAL = 719_163;

/** A day of the proleptic Gregorian calendar. */
export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** An ISO 8601 week date. */
export interface IsoWeekDate {
  readonly year: number;
  readonly week: number;
  readonly weekday: number;
}

const DAYS_BEFORE_MONTH: readonly number[] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days of the year before the first of a month. */
export function daysBeforeMonth(year: number, month: number): number {
  return (DAYS_BEFORE_MONTH[month] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0);
}

function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}

/** The day count of a date: 0001-01-01 is 1. */
export function toOrdinal(year: number, month: number, day: number): number {
  return daysBeforeYear(year) + daysBeforeMonth(year, month) + day;
}

/** The date of a day count; days outside Python's calendar raise. */
export function fromOrdinal(ordinal: number): CivilDay {
  if (ordinal < 1 || ordinal > MAX_ORDINAL) raise('OverflowError', 'date value out of range');
  let year = Math.floor((ordinal - 1) / 365.2425) + 1;
  // The mean year is off by at most one year either way.
  while (daysBeforeYear(year) >= ordinal) year -= 1;
  while (daysBeforeYear(year + 1) < ordinal) year += 1;
  const dayOfYear = ordinal - daysBeforeYear(year);
  let month = Math.min(12, Math.ceil(dayOfYear / 28));
  while (daysBeforeMonth(year, month) >= dayOfYear) month -= 1;
  return { year, month, day: dayOfYear - daysBeforeMonth(year, month) };
}

/** Monday is 0. */
export function weekdayOf(ordinal: number): number {
  return (ordinal + 6) % 7;
}

/** The day count of the Monday that starts an ISO year. */
export function isoYearStart(year: number): number {
  const first = toOrdinal(year, 1, 1);
  const weekday = weekdayOf(first);
  return weekday > 3 ? first - weekday + 7 : first - weekday;
}

/** The ISO week date of a day. */
export function isoCalendar(civil: CivilDay): IsoWeekDate {
  const ordinal = toOrdinal(civil.year, civil.month, civil.day);
  let year = civil.year;
  if (ordinal < isoYearStart(year)) year -= 1;
  else if (ordinal >= isoYearStart(year + 1)) year += 1;
  const since = ordinal - isoYearStart(year);
  return { year, week: Math.floor(since / 7) + 1, weekday: (since % 7) + 1 };
}

/** The day count of an ISO week date; impossible weeks and weekdays raise. */
export function isoToOrdinal(year: number, week: number, weekday: number): number {
  if (year < MIN_YEAR || year > MAX_YEAR) raise('ValueError', `Year is out of range: ${year}`);
  const weeks = (isoYearStart(year + 1) - isoYearStart(year)) / 7;
  if (week < 1 || week > weeks) raise('ValueError', `Invalid week: ${week}`);
  if (weekday < 1 || weekday > 7) raise('ValueError', `Invalid weekday: ${weekday} (range is [1, 7])`);
  return isoYearStart(year) + (week - 1) * 7 + weekday - 1;
}

/** Raises Python's error unless the day exists. */
export function checkDay(year: number, month: number, day: number): void {
  if (year < MIN_YEAR || year > MAX_YEAR) raise('ValueError', `year ${year} is out of range`);
  if (month < 1 || month > 12) raise('ValueError', 'month must be in 1..12');
  if (day < 1 || day > daysInMonth(year, month)) raise('ValueError', 'day is out of range for month');
}

/** Zero-padded decimal digits. */
export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

import {
  type CivilDay,
  daysInMonth,
  fromOrdinal,
  isLeapYear,
  toOrdinal,
  weekdayOf,
} from '../datetime/civil.js';
import { easter } from './easter.js';
import { WEEKLY, type Recurrence } from './recurrence.js';
import type { PyWeekday } from './weekday.js';

/** Whether a day is one that the rule chooses. */
export type DayTest = (ordinal: number) => boolean;

/** The test for the days of a rule: all of its parts must agree. */
export function dayTest(rule: Recurrence): DayTest {
  const plain = rule.byweekday
    ?.filter((day) => day.n === undefined || rule.freq >= WEEKLY)
    .map((day) => day.weekday);
  const numbered = rule.byweekday?.filter((day) => day.n !== undefined && rule.freq < WEEKLY) ?? [];
  return (ordinal) => {
    const day = fromOrdinal(ordinal);
    return (
      chosen(rule.bymonth, day.month) &&
      fromEitherEnd(rule.bymonthday, day.day, daysInMonth(day.year, day.month)) &&
      fromEitherEnd(
        rule.byyearday,
        ordinal - toOrdinal(day.year, 1, 1) + 1,
        isLeapYear(day.year) ? 366 : 365,
      ) &&
      (plain === undefined || plain.length === 0 || plain.includes(weekdayOf(ordinal))) &&
      (numbered.length === 0 || numbered.some((wanted) => isNumbered(rule, wanted, ordinal, day))) &&
      inWeek(rule, ordinal) &&
      afterEaster(rule.byeaster, ordinal, day.year)
    );
  };
}

function chosen(values: readonly number[] | undefined, value: number): boolean {
  return values === undefined || values.includes(value);
}

/** Negative numbers count from the end. */
function fromEitherEnd(values: readonly number[] | undefined, value: number, last: number): boolean {
  return values === undefined || values.includes(value) || values.includes(value - last - 1);
}

/** `TU(2)` in a month, or in a year if the rule names no months. */
function isNumbered(rule: Recurrence, wanted: PyWeekday, ordinal: number, day: CivilDay): boolean {
  if (weekdayOf(ordinal) !== wanted.weekday || wanted.n === undefined) return false;
  const ofYear = rule.freq === 0 && rule.bymonth === undefined;
  const first = ofYear ? toOrdinal(day.year, 1, 1) : toOrdinal(day.year, day.month, 1);
  const last = ofYear ? toOrdinal(day.year, 12, 31) : first + daysInMonth(day.year, day.month) - 1;
  if (wanted.n > 0) return Math.floor((ordinal - first) / 7) + 1 === wanted.n;
  return Math.floor((last - ordinal) / 7) + 1 === -wanted.n;
}

function inWeek(rule: Recurrence, ordinal: number): boolean {
  if (rule.byweekno === undefined) return true;
  const { year } = fromOrdinal(ordinal);
  const starts = [year - 1, year, year + 1, year + 2].map((each) => weekYearStart(each, rule.weekStart));
  const at = starts.findIndex((start, index) => ordinal >= start && ordinal < (starts[index + 1] ?? 0));
  const start = starts[at] ?? 0;
  const weeks = ((starts[at + 1] ?? 0) - start) / 7;
  return fromEitherEnd(rule.byweekno, Math.floor((ordinal - start) / 7) + 1, weeks);
}

/** The first day of the first week that has four days in a year. */
function weekYearStart(year: number, weekStart: number): number {
  const first = toOrdinal(year, 1, 1);
  const into = (weekdayOf(first) - weekStart + 7) % 7;
  return into > 3 ? first - into + 7 : first - into;
}

function afterEaster(offsets: readonly number[] | undefined, ordinal: number, year: number): boolean {
  return offsets === undefined || offsets.includes(ordinal - easter(year, 3).toOrdinal());
}

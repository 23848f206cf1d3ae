import { PyRelativeDelta } from '../dateutil/relativedelta.js';
import { PyWeekday } from '../dateutil/weekday.js';
import { raise } from '../raise.js';
import { PyTzRange, type RangeRule } from './tz-range.js';

/** The pattern's work grows with the square of the length, and no rule is anywhere near as long. */
const MAX_LENGTH = 1000;

const NAME = '[^0-9:,+-]+';
const OFFSET = '[+-]?\\d{1,4}(?::\\d{1,2})?';
const ZONE = new RegExp(`^(${NAME})(${OFFSET})?(?:(${NAME})(${OFFSET})?(?:,([^,]+),([^,]+))?)?$`);
const DAY = /^(?:M(\d{1,2})\.([1-5])\.([0-6])|J(\d{1,3})|(\d{1,3}))(?:\/(\d{1,4}(?::\d{1,2}){0,2}))?$/;

/** When daylight saving starts and ends where the text does not say: Sundays of April and October. */
const DEFAULT_START: RuleDay = { month: 4, day: 1, week: 1, weekday: 6, seconds: 7200 };
const DEFAULT_END: RuleDay = { month: 10, day: 31, week: -1, weekday: 6, seconds: 7200 };

type RuleDay =
  | {
      readonly month: number;
      readonly day: number;
      readonly week: number;
      readonly weekday: number;
      readonly seconds: number;
    }
  | { readonly yearDay: number; readonly leap: boolean; readonly seconds: number };

/** dateutil's `tzstr`: a TZ text, where `GMT+3` and `UTC+3` lie east of Greenwich unless `posix` is set. */
export function parseTzStr(text: string, posix: boolean): PyTzRange {
  if (text.length > MAX_LENGTH) raise('ValueError', 'unknown string format');
  const [whole, standardName = '', standardText, daylightName, daylightText, start, end] =
    ZONE.exec(text) ?? [];
  if (whole === undefined) raise('ValueError', 'unknown string format');
  const flip = !posix && (standardName === 'GMT' || standardName === 'UTC') ? -1 : 1;
  const standardOffset = standardText === undefined ? 0 : offsetOf(standardText) * flip;
  if (daylightName === undefined) {
    return new PyTzRange(rangeRule(standardName, standardOffset, undefined, 0, undefined, undefined), text);
  }
  const daylightOffset = daylightText === undefined ? standardOffset + 3600 : offsetOf(daylightText);
  const saved = daylightOffset - standardOffset;
  const on = deltaOf(start === undefined ? DEFAULT_START : ruleDay(start), 0);
  const off = deltaOf(end === undefined ? DEFAULT_END : ruleDay(end), saved);
  return new PyTzRange(rangeRule(standardName, standardOffset, daylightName, daylightOffset, on, off), text);
}

function rangeRule(
  standardName: string,
  standardOffset: number,
  daylightName: string | undefined,
  daylightOffset: number,
  start: PyRelativeDelta | undefined,
  end: PyRelativeDelta | undefined,
): RangeRule {
  return { standardName, standardOffset, daylightName, daylightOffset, start, end };
}

/** Seconds east: an unsigned or positive number lies west, as POSIX has it. */
function offsetOf(text: string): number {
  return (text.startsWith('-') ? 1 : -1) * clock(text.replace(/^[+-]/, ''));
}

/** `h`, `hh`, `hhmm`, `hh:mm` or `hh:mm:ss` in seconds. */
function clock(text: string): number {
  if (/^\d{4}$/.test(text)) return Number(text.slice(0, 2)) * 3600 + Number(text.slice(2)) * 60;
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  if (/^\d{3}/.test(text)) raise('ValueError', 'unknown string format');
  return hours * 3600 + minutes * 60 + seconds;
}

function ruleDay(text: string): RuleDay {
  const [whole, month, week, weekday, julian, yearDay, time] = DAY.exec(text) ?? [];
  if (whole === undefined) return raise('ValueError', 'unknown string format');
  const seconds = time === undefined ? 7200 : clock(time);
  if (julian !== undefined) return { yearDay: Number(julian), leap: false, seconds };
  if (yearDay !== undefined) return { yearDay: Number(yearDay) + 1, leap: true, seconds };
  const nth = Number(week) === 5 ? -1 : Number(week);
  // POSIX starts the week with Sunday as 0.
  return {
    month: Number(month),
    day: nth > 0 ? 1 : 31,
    week: nth,
    weekday: (Number(weekday) + 6) % 7,
    seconds,
  };
}

function deltaOf(day: RuleDay, saved: number): PyRelativeDelta {
  const seconds = day.seconds - saved;
  if ('month' in day) {
    return new PyRelativeDelta(
      { seconds },
      { month: day.month, day: day.day, weekday: new PyWeekday(day.weekday, day.week) },
    );
  }
  const at = MONTH_ENDS.findIndex((end) => day.yearDay <= end);
  const fields = { month: at + 1, day: day.yearDay - (MONTH_ENDS[at - 1] ?? 0) };
  return new PyRelativeDelta({ seconds, leapdays: day.leap && day.yearDay > 59 ? -1 : 0 }, fields);
}

const MONTH_ENDS = [31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 366];

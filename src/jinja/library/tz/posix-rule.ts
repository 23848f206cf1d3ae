import { EPOCH_ORDINAL, daysInMonth, isLeapYear, toOrdinal, weekdayOf } from '../datetime/civil.js';
import type { LocalTimeType } from './tzif.js';

/** When daylight saving starts or ends in a year. */
interface YearDay {
  readonly kind: 'month' | 'julian' | 'zero-based';
  readonly month: number;
  readonly week: number;
  readonly day: number;
  /** Seconds after midnight, local time. */
  readonly time: number;
}

/** A POSIX `TZ` rule such as `AEST-10AEDT,M10.1.0,M4.1.0/3`. */
export interface PosixRule {
  readonly standard: LocalTimeType;
  readonly daylight:
    { readonly type: LocalTimeType; readonly start: YearDay; readonly end: YearDay } | undefined;
}

const NAME = '(?:<[-+\\w]+>|[A-Za-z]+)';
const OFFSET = '[-+]?\\d{1,3}(?::\\d{2}){0,2}';
const RULE = new RegExp(`^(${NAME})(${OFFSET})(?:(${NAME})(${OFFSET})?,([^,]+),([^,]+))?$`);

/** Reads a rule; `undefined` when it is not one. */
export function parsePosixRule(text: string): PosixRule | undefined {
  const [, name, offset, dstName, dstOffset, start, end] = RULE.exec(text) ?? [];
  if (name === undefined || offset === undefined) return undefined;
  // POSIX counts offsets west of Greenwich.
  const standard = { offset: -clockSeconds(offset), isDst: false, abbreviation: plainName(name) };
  if (dstName === undefined || start === undefined || end === undefined)
    return { standard, daylight: undefined };
  const type = {
    offset: dstOffset === undefined ? standard.offset + 3600 : -clockSeconds(dstOffset),
    isDst: true,
    abbreviation: plainName(dstName),
  };
  return { standard, daylight: { type, start: parseYearDay(start), end: parseYearDay(end) } };
}

function plainName(name: string): string {
  return name.startsWith('<') ? name.slice(1, -1) : name;
}

function clockSeconds(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[-+]/, '').split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

function parseYearDay(text: string): YearDay {
  const [date = '', clock = '2'] = text.split('/');
  const time = clockSeconds(clock);
  if (date.startsWith('M')) {
    const [month = 1, week = 1, day = 0] = date.slice(1).split('.').map(Number);
    return { kind: 'month', month, week, day, time };
  }
  const kind = date.startsWith('J') ? 'julian' : 'zero-based';
  return { kind, month: 0, week: 0, day: Number(date.replace('J', '')), time };
}

/** Seconds since 1970 of the rule's day in a year, as wall time. */
function wallSeconds(rule: YearDay, year: number): number {
  return (ruleOrdinal(rule, year) - EPOCH_ORDINAL) * 86_400 + rule.time;
}

function ruleOrdinal(rule: YearDay, year: number): number {
  if (rule.kind === 'zero-based') return toOrdinal(year, 1, 1) + rule.day;
  if (rule.kind === 'julian') {
    return toOrdinal(year, 1, 1) + rule.day - 1 + (isLeapYear(year) && rule.day > 59 ? 1 : 0);
  }
  const first = toOrdinal(year, rule.month, 1);
  // POSIX weekdays start with Sunday as 0, ours with Monday.
  const toWeekday = (((rule.day + 6) % 7) - weekdayOf(first) + 7) % 7;
  const day = 1 + toWeekday + (rule.week - 1) * 7;
  return first + (day > daysInMonth(year, rule.month) ? day - 7 : day) - 1;
}

/** The kind of local time that a rule gives at a moment. */
export function posixTypeAt(rule: PosixRule, epochSeconds: number): LocalTimeType {
  if (rule.daylight === undefined) return rule.standard;
  const { type, start, end } = rule.daylight;
  const year = new Date((epochSeconds + rule.standard.offset) * 1000).getUTCFullYear();
  const on = wallSeconds(start, year) - rule.standard.offset;
  const off = wallSeconds(end, year) - type.offset;
  const daylight =
    on < off ? epochSeconds >= on && epochSeconds < off : epochSeconds >= on || epochSeconds < off;
  return daylight ? type : rule.standard;
}

import { raise } from '../raise.js';
import { UTC_NAMES, halfOfDay, isJump, isUtcName, monthOfName, weekdayOfName } from './parser-info.js';
import { parseNumber } from './parse-number.js';
import { ParserResult, adjustHalf } from './parser-result.js';
import { wholeNumber } from './ymd.js';

/** How a date text is to be read. */
export interface ParserOptions {
  readonly dayFirst: boolean;
  readonly yearFirst: boolean;
  readonly fuzzy: boolean;
  /** This year, around which two-digit years lie. */
  readonly thisYear: number;
}

/** A result and the positions of tokens that were skipped. */
export interface Parsed {
  readonly result: ParserResult;
  readonly skipped: readonly number[];
}

/** Reads tokens one by one; what cannot be read raises ValueError or IndexError. */
export function parseTokens(given: readonly string[], options: ParserOptions): Parsed {
  const tokens = [...given];
  const result = new ParserResult();
  const skipped: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) at = parseToken(tokens, at, result, skipped, options);
  [result.year, result.month, result.day] = result.ymd.resolve(options.yearFirst, options.dayFirst);
  finish(result, options.thisYear);
  return { result, skipped };
}

function parseToken(
  tokens: string[],
  at: number,
  result: ParserResult,
  skipped: number[],
  options: ParserOptions,
): number {
  const token = tokens[at] ?? '';
  if (isNumber(token)) return parseNumber(tokens, at, result, options.fuzzy);
  const weekday = weekdayOfName(token);
  if (weekday !== undefined) {
    result.weekday = weekday;
    return at;
  }
  const month = monthOfName(token);
  if (month !== undefined) return afterMonth(tokens, at, month, result, options);
  const half = halfOfDay(token);
  if (half !== undefined) {
    if (!takesHalf(result, options.fuzzy)) skipIf(options.fuzzy, skipped, at);
    else {
      result.hour = adjustHalf(result.hour ?? 0, half);
      result.half = half;
    }
    return at;
  }
  if (couldBeZone(result, token, result.zoneOffset)) return zoneName(tokens, at, result);
  if (result.hour !== undefined && (token === '+' || token === '-')) return zoneOffset(tokens, at, result);
  if (!isJump(token) && !options.fuzzy) raise('ValueError', token);
  skipped.push(at);
  return at;
}

function skipIf(fuzzy: boolean, skipped: number[], at: number): void {
  if (fuzzy) skipped.push(at);
}

/** What Python's `float()` accepts. */
function isNumber(token: string): boolean {
  return /^(?:\p{Nd}+\.?\p{Nd}*|\.\p{Nd}+)$/u.test(token) || /^(?:inf(?:inity)?|nan)$/i.test(token);
}

/** `Sep-25-2003`, `Feb/29`, or `of` and a year after a month's name. */
function afterMonth(
  tokens: readonly string[],
  at: number,
  month: number,
  result: ParserResult,
  options: ParserOptions,
): number {
  const { ymd } = result;
  ymd.add(month, 'M');
  const separator = tokens[at + 1];
  if (separator === '-' || separator === '/') {
    ymd.add(tokens[at + 2] ?? raise('IndexError', 'list index out of range'));
    if (at + 3 >= tokens.length || tokens[at + 3] !== separator) return at + 2;
    ymd.add(tokens[at + 4] ?? raise('IndexError', 'list index out of range'));
    return at + 4;
  }
  const year = tokens[at + 4];
  if (
    year === undefined ||
    separator !== ' ' ||
    tokens[at + 3] !== ' ' ||
    tokens[at + 2]?.toLowerCase() !== 'of'
  )
    return at;
  if (/^\p{Nd}+$/u.test(year)) ymd.add(String(fullYear(wholeNumber(year), false, options.thisYear)), 'Y');
  return at + 4;
}

function takesHalf(result: ParserResult, fuzzy: boolean): boolean {
  const repeated = fuzzy && result.half !== undefined;
  if (result.hour === undefined)
    return fuzzy ? false : raise('ValueError', 'No hour specified with AM or PM flag.');
  if (result.hour < 0 || result.hour > 12) {
    return fuzzy ? false : raise('ValueError', 'Invalid hour specified for 12-hour clock.');
  }
  return !repeated;
}

function couldBeZone(result: ParserResult, token: string, offset: number | undefined): boolean {
  const free = result.hour !== undefined && result.zoneName === undefined && offset === undefined;
  return free && token.length <= 5 && (/^[A-Z]*$/.test(token) || UTC_NAMES.includes(token));
}

/** A zone's name, perhaps with an offset: `GMT+3` means three hours before, not after. */
function zoneName(tokens: string[], at: number, result: ParserResult): number {
  const token = tokens[at] ?? '';
  result.zoneName = token;
  // Only a lower case z is found where dateutil looks.
  result.zoneOffset = token === 'z' ? 0 : undefined;
  const sign = tokens[at + 1];
  if (sign !== '+' && sign !== '-') return at;
  tokens[at + 1] = sign === '+' ? '-' : '+';
  result.zoneOffset = undefined;
  if (isUtcName(token)) result.zoneName = undefined;
  return at;
}

function zoneOffset(tokens: readonly string[], at: number, result: ParserResult): number {
  const sign = tokens[at] === '+' ? 1 : -1;
  const digits = tokens[at + 1] ?? raise('IndexError', 'list index out of range');
  let last = at + 1;
  let minutes = 0;
  if (digits.length === 4) minutes = wholeNumber(digits.slice(2));
  else if (tokens[at + 2] === ':') {
    minutes = wholeNumber(tokens[at + 3] ?? raise('IndexError', 'list index out of range'));
    last += 2;
  } else if (digits.length > 2) raise('ValueError', digits);
  const hours = wholeNumber(digits.length === 4 || tokens[at + 2] !== ':' ? digits.slice(0, 2) : digits);
  result.zoneOffset = sign * (hours * 3600 + minutes * 60);
  return namedInParentheses(tokens, last, result);
}

/** `-0300 (BRST)`. */
function namedInParentheses(tokens: readonly string[], last: number, result: ParserResult): number {
  const name = tokens[last + 3] ?? '';
  const fits =
    last + 4 < tokens.length &&
    isJump(tokens[last + 1] ?? '') &&
    tokens[last + 2] === '(' &&
    tokens[last + 4] === ')';
  if (!fits || name.length < 3 || !couldBeZone(result, name, undefined)) return last;
  result.zoneName = name;
  return last + 4;
}

function finish(result: ParserResult, thisYear: number): void {
  if (result.year !== undefined) result.year = fullYear(result.year, result.ymd.centurySpecified, thisYear);
  const { zoneName: name, zoneOffset: offset } = result;
  if ((offset === 0 && (name ?? '') === '') || name === 'Z' || name === 'z') {
    result.zoneName = 'UTC';
    result.zoneOffset = 0;
  } else if (offset !== 0 && name !== undefined && name !== '' && isUtcName(name)) result.zoneOffset = 0;
}

/** A two-digit year lies within fifty years of this one. */
function fullYear(year: number, centurySpecified: boolean, thisYear: number): number {
  if (year >= 100 || centurySpecified) return year;
  const full = year + Math.floor(thisYear / 100) * 100;
  if (full >= thisYear + 50) return full - 100;
  return full < thisYear - 50 ? full + 100 : full;
}

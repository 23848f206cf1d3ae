import { raise } from '../raise.js';
import { clockUnit, halfOfDay, isJump, monthOfName } from './parser-info.js';
import { type ParserResult, adjustHalf, decimalOf } from './parser-result.js';
import { wholeNumber } from './ymd.js';

/** Interprets a number at a position of the tokens; gives the position of the last token used. */
export function parseNumber(
  tokens: readonly string[],
  at: number,
  result: ParserResult,
  fuzzy: boolean,
): number {
  const text = tokens[at] ?? '';
  const value = decimalOf(text);
  return (
    hourAfterDate(tokens, at, result) ??
    packed(text, at, result) ??
    withUnit(tokens, at, result) ??
    colonTime(tokens, at, result, value) ??
    separatedDate(tokens, at, result) ??
    endOrJump(tokens, at, result, value) ??
    withHalf(tokens, at, result, value) ??
    loneDay(at, result, value, fuzzy)
  );
}

/** `20240229 1011`: two or four digits after a whole date are a time. */
function hourAfterDate(tokens: readonly string[], at: number, result: ParserResult): number | undefined {
  const text = tokens[at] ?? '';
  const next = tokens[at + 1];
  const fits =
    result.ymd.values.length === 3 && (text.length === 2 || text.length === 4) && result.hour === undefined;
  if (!fits || (next !== undefined && (next === ':' || clockUnit(next) !== undefined))) return undefined;
  result.hour = wholeNumber(text.slice(0, 2));
  if (text.length === 4) result.minute = wholeNumber(text.slice(2));
  return at;
}

/** `YYMMDD`, `HHMMSS[.ss]`, `YYYYMMDD[hhmm[ss]]`. */
function packed(text: string, at: number, result: ParserResult): number | undefined {
  const { ymd } = result;
  if (text.length === 6 || (text.length > 6 && text.indexOf('.') === 6)) {
    if (ymd.values.length === 0 && !text.includes('.')) {
      [text.slice(0, 2), text.slice(2, 4), text.slice(4)].forEach((part) => {
        ymd.add(part);
      });
    } else {
      result.hour = wholeNumber(text.slice(0, 2));
      result.minute = wholeNumber(text.slice(2, 4));
      result.setSeconds(text.slice(4));
    }
    return at;
  }
  if (![8, 12, 14].includes(text.length)) return undefined;
  ymd.add(text.slice(0, 4), 'Y');
  ymd.add(text.slice(4, 6));
  ymd.add(text.slice(6, 8));
  if (text.length > 8) {
    result.hour = wholeNumber(text.slice(8, 10));
    result.minute = wholeNumber(text.slice(10, 12));
  }
  if (text.length > 12) result.second = wholeNumber(text.slice(12));
  return at;
}

/** `12h`, `12 h`, or a number after a unit: `12h 30`. */
function withUnit(tokens: readonly string[], at: number, result: ParserResult): number | undefined {
  const unitAt = findUnit(tokens, at);
  if (unitAt === undefined) return undefined;
  const unit = clockUnit(tokens[unitAt] ?? '') ?? 0;
  result.setUnit(unitAt > at ? unit : unit + 1, tokens[at] ?? '');
  return Math.max(unitAt, at);
}

function findUnit(tokens: readonly string[], at: number): number | undefined {
  const isUnit = (index: number): boolean => clockUnit(tokens[index] ?? '') !== undefined;
  if (isUnit(at + 1)) return at + 1;
  if (tokens[at + 1] === ' ' && isUnit(at + 2)) return at + 2;
  if (at > 0 && isUnit(at - 1)) return at - 1;
  const last = at > 1 && at === tokens.length - 1;
  return last && tokens[at - 1] === ' ' && isUnit(at - 2) ? at - 2 : undefined;
}

/** `10:11[:12[.5]]`. */
function colonTime(
  tokens: readonly string[],
  at: number,
  result: ParserResult,
  value: number,
): number | undefined {
  if (at + 2 >= tokens.length || tokens[at + 1] !== ':') return undefined;
  result.hour = Math.trunc(value);
  result.setMinutes(decimalOf(tokens[at + 2] ?? ''));
  const seconds = tokens[at + 4];
  if (seconds === undefined || tokens[at + 3] !== ':') return at + 2;
  result.setSeconds(seconds);
  return at + 4;
}

/** `29-02-2024`, `29/Feb/2024`, `29.2.2024`. */
function separatedDate(tokens: readonly string[], start: number, result: ParserResult): number | undefined {
  const separator = tokens[start + 1];
  if (separator === undefined || !['-', '/', '.'].includes(separator)) return undefined;
  const { ymd } = result;
  ymd.add(tokens[start] ?? '');
  const second = tokens[start + 2];
  if (second === undefined || isJump(second)) return start + 1;
  if (/^\p{Nd}+$/u.test(second)) ymd.add(second);
  else ymd.add(monthOfName(second) ?? raise('ValueError', ''), 'M');
  if (start + 3 >= tokens.length || tokens[start + 3] !== separator) return start + 2;
  const third = tokens[start + 4] ?? raise('IndexError', 'list index out of range');
  const month = monthOfName(third);
  if (month === undefined) ymd.add(third);
  else ymd.add(month, 'M');
  return start + 4;
}

/** A number at the end or before a separator: `12 am` or a part of the date. */
function endOrJump(
  tokens: readonly string[],
  at: number,
  result: ParserResult,
  value: number,
): number | undefined {
  const next = tokens[at + 1];
  if (next !== undefined && !isJump(next)) return undefined;
  const half = halfOfDay(tokens[at + 2] ?? '');
  if (half === undefined) {
    result.ymd.add(value);
    return at + 1;
  }
  result.hour = adjustHalf(Math.trunc(value), half);
  return at + 2;
}

/** `12am`. */
function withHalf(
  tokens: readonly string[],
  at: number,
  result: ParserResult,
  value: number,
): number | undefined {
  const half = halfOfDay(tokens[at + 1] ?? '');
  if (half === undefined || value < 0 || value >= 24) return undefined;
  result.hour = adjustHalf(Math.trunc(value), half);
  return at + 1;
}

function loneDay(at: number, result: ParserResult, value: number, fuzzy: boolean): number {
  if (result.ymd.couldBeDay(value)) result.ymd.add(value);
  else if (!fuzzy) raise('ValueError', '');
  return at;
}

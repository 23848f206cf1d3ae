import { isPyError } from '../../objects/py-error.js';
import { daysInMonth } from '../datetime/civil.js';
import { PyDateTime } from '../datetime/datetime.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import { raise } from '../raise.js';
import { PyTzOffset, PyTzUtc } from '../tz/tz-fixed.js';
import { UTC_NAMES } from './parser-info.js';
import type { ParserResult } from './parser-result.js';
import { type Parsed, type ParserOptions, parseTokens } from './parse-tokens.js';
import { PyRelativeDelta } from './relativedelta.js';
import { addRelative } from './relativedelta-add.js';
import { splitTime } from './timelex.js';
import { PyWeekday } from './weekday.js';

/** What `parse` needs besides the text. */
export interface ParseContext extends ParserOptions {
  readonly default: PyDateTime;
  readonly ignoreZone: boolean;
  /** The zone that the caller's `tzinfos` has for a name and an offset; `undefined` if it has no say. */
  readonly lookUpZone: (name: string | undefined, offset: number | undefined) => ZoneAnswer | undefined;
  readonly local: PyTzInfo;
  /** The local zone's abbreviations. */
  readonly localNames: readonly string[];
}

/** A zone, or none. */
export interface ZoneAnswer {
  readonly zone: PyTzInfo | undefined;
}

/** dateutil's `parser.parse`: the time, and the texts that a fuzzy reading skipped. */
export function parseDateTime(text: string, context: ParseContext): readonly [PyDateTime, readonly string[]] {
  const tokens = splitTime(text);
  const { result, skipped } = readTokens(tokens, text, context);
  if (result.isEmpty()) raise('ParserError', `String does not contain a date: ${text}`);
  const naive = buildNaive(result, context.default, text);
  const time = context.ignoreZone ? naive : withZone(naive, result, context);
  return [time, joinSkipped(tokens, skipped)];
}

function readTokens(tokens: readonly string[], text: string, context: ParseContext): Parsed {
  try {
    return parseTokens(tokens, context);
  } catch (error) {
    if (isPyError(error, 'ValueError', 'IndexError'))
      return raise('ParserError', `Unknown string format: ${text}`);
    throw error;
  }
}

function buildNaive(result: ParserResult, base: PyDateTime, text: string): PyDateTime {
  try {
    return fillIn(result, base);
  } catch (error) {
    if (isPyError(error, 'ValueError')) return raise('ParserError', `${error.message}: ${text}`);
    throw error;
  }
}

const MAX_C_INT = 2 ** 31 - 1;

function fillIn(result: ParserResult, base: PyDateTime): PyDateTime {
  const year = result.year ?? base.year;
  const month = result.month ?? base.month;
  if (result.day === undefined && (month < 1 || month > 12)) {
    raise('ValueError', `bad month number ${month}; must be 1-12`);
  }
  if (
    Math.max(year, month, result.day ?? 0, result.hour ?? 0, result.minute ?? 0, result.second ?? 0) >
    MAX_C_INT
  ) {
    raise('OverflowError', 'signed integer is greater than maximum');
  }
  const naive = base.replace({
    year,
    month,
    day: result.day ?? Math.min(base.day, daysInMonth(year, month)),
    hour: result.hour ?? base.hour,
    minute: result.minute ?? base.minute,
    second: result.second ?? base.second,
    microsecond: result.microsecond ?? base.microsecond,
  });
  if (result.weekday === undefined || (result.day ?? 0) !== 0) return naive;
  const weekday = new PyWeekday(result.weekday);
  const moved = addRelative(naive, new PyRelativeDelta({}, { weekday }));
  return moved instanceof PyDateTime ? moved : naive;
}

function withZone(naive: PyDateTime, result: ParserResult, context: ParseContext): PyDateTime {
  const { zoneName: name, zoneOffset: offset } = result;
  const answer = context.lookUpZone(name, offset);
  if (answer !== undefined) return pickFold(naive.replace({ tzinfo: answer.zone }), name);
  if (name !== undefined && name !== '' && context.localNames.includes(name)) {
    const local = pickFold(naive.replace({ tzinfo: context.local }), name);
    return local.tzName() !== name && UTC_NAMES.includes(name)
      ? local.replace({ tzinfo: new PyTzUtc() })
      : local;
  }
  if (offset === 0) return naive.replace({ tzinfo: new PyTzUtc() });
  if (offset === undefined) return naive;
  return naive.replace({ tzinfo: new PyTzOffset(name, offset * 1_000_000) });
}

/** The second of two equal wall times if that one has the name. */
function pickFold(time: PyDateTime, name: string | undefined): PyDateTime {
  if (time.tzName() === name) return time;
  const second = time.replace({ fold: 1 });
  return second.tzName() === name ? second : time;
}

function joinSkipped(tokens: readonly string[], skipped: readonly number[]): string[] {
  const joined: string[] = [];
  skipped.forEach((at, index) => {
    const token = tokens[at] ?? '';
    if (index > 0 && skipped[index - 1] === at - 1) joined.push((joined.pop() ?? '') + token);
    else joined.push(token);
  });
  return joined;
}

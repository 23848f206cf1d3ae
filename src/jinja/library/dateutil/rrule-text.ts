import type { PyDateTime } from '../datetime/datetime.js';
import { raise } from '../raise.js';
import { FREQUENCIES, type Recurrence } from './recurrence.js';
import { complete } from './rrule-new.js';
import { PyWeekday, WEEKDAY_NAMES } from './weekday.js';
import { wholeNumber } from './ymd.js';

/** Reads a date inside a rule text. */
export type DateReader = (text: string) => PyDateTime;

/** `rrulestr` for one rule: `[DTSTART:...] [RRULE:]FREQ=...;COUNT=...`. */
export function parseRuleText(text: string, start: PyDateTime, readDate: DateReader): Recurrence {
  const lines = text.split(/\s+/).filter((line) => line !== '');
  if (lines.length === 0) raise('ValueError', 'empty string');
  let first = start;
  let rule: string | undefined;
  for (const line of lines) {
    const [, name = 'RRULE', value = ''] = /^(?:([A-Za-z]+)(?:;[^:]*)?:)?(.*)$/.exec(line) ?? [];
    if (name.toUpperCase() === 'DTSTART') first = readDate(value);
    else if (name.toUpperCase() === 'RRULE' && rule === undefined) rule = value;
    else raise('ValueError', `unsupported property: ${name}`);
  }
  return parseParts(rule ?? raise('ValueError', 'empty string'), first, readDate);
}

function parseParts(text: string, start: PyDateTime, readDate: DateReader): Recurrence {
  const parts = new Map(
    text.split(';').map((part) => {
      const [name = '', value] = part.toUpperCase().split('=');
      return [name, value ?? raise('ValueError', `invalid '${part}'`)] as const;
    }),
  );
  const unknown = [...parts.keys()].find((name) => !KNOWN.has(name));
  if (unknown !== undefined) raise('ValueError', `unknown parameter '${unknown}'`);
  const numbers = (name: string): readonly number[] | undefined =>
    parts
      .get(name)
      ?.split(',')
      .map((number) => wholeNumber(number));
  const [until, count] = [parts.get('UNTIL'), numbers('COUNT')?.[0]];
  return complete({
    freq: frequency(parts.get('FREQ')),
    start,
    interval: numbers('INTERVAL')?.[0] ?? 1,
    weekStart: WEEKDAY_NAMES.indexOf(parts.get('WKST') ?? 'MO'),
    count,
    until: until === undefined ? undefined : readDate(until),
    bysetpos: numbers('BYSETPOS'),
    bymonth: numbers('BYMONTH'),
    bymonthday: numbers('BYMONTHDAY'),
    byyearday: numbers('BYYEARDAY'),
    byeaster: numbers('BYEASTER'),
    byweekno: numbers('BYWEEKNO'),
    byweekday: (parts.get('BYDAY') ?? parts.get('BYWEEKDAY'))?.split(',').map(weekday),
    byhour: numbers('BYHOUR'),
    byminute: numbers('BYMINUTE'),
    bysecond: numbers('BYSECOND'),
  });
}

const KNOWN = new Set([
  'FREQ',
  'UNTIL',
  'COUNT',
  'INTERVAL',
  'WKST',
  'BYSETPOS',
  'BYMONTH',
  'BYMONTHDAY',
  'BYYEARDAY',
  'BYEASTER',
  'BYWEEKNO',
  'BYDAY',
  'BYWEEKDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
]);

function frequency(name: string | undefined): number {
  const freq = FREQUENCIES.indexOf(name ?? '');
  return freq < 0 ? raise('ValueError', "invalid 'FREQ'") : freq;
}

/** `MO`, `2TU`, `-1FR` or `FR(-1)`. */
function weekday(text: string): PyWeekday {
  const [, before, name = '', after] = /^([-+]?\d+)?([A-Z]{2})(?:\(([-+]?\d+)\))?$/.exec(text) ?? [];
  const day = WEEKDAY_NAMES.indexOf(name);
  if (day < 0) return raise('ValueError', `invalid 'BYDAY': ${text}`);
  const number = before ?? after;
  return new PyWeekday(day, number === undefined ? undefined : Number(number));
}

import type { ClockFields } from './clock.js';
import { PyDateTime } from './datetime.js';
import { invalidIso, readIsoDay } from './iso-date.js';
import { readIsoTime } from './iso-time.js';

/** `datetime.fromisoformat`: a day, any one character, a time. */
export function parseIsoDateTime(text: string): PyDateTime {
  if (text.length < 7) invalidIso(text);
  const split = separatorAt(text);
  if (split >= text.length) return PyDateTime.combine(readIsoDay(text, text), MIDNIGHT);
  const rest = Array.from(text.slice(split)).slice(1).join('');
  if (rest === '') return invalidIso(text);
  // A malformed time is reported before an impossible day.
  const { clock, zone } = readIsoTime(rest, text);
  return PyDateTime.combine(readIsoDay(text.slice(0, split), text), clock, zone);
}

const MIDNIGHT: ClockFields = { hour: 0, minute: 0, second: 0, microsecond: 0 };

/** Where the day ends: its form can only be told from its first characters. */
function separatorAt(text: string): number {
  if (text.length === 7) return 7;
  if (text[4] === '-') return text[5] === 'W' ? extendedWeekEnd(text) : 10;
  if (text[4] !== 'W') return 8;
  let end = 7;
  while (isDigit(text[end])) end += 1;
  if (end < 9) return end;
  return end % 2 === 0 ? 7 : 8;
}

function extendedWeekEnd(text: string): number {
  if (text.length <= 8 || text[8] !== '-') return 8;
  if (text.length === 9) invalidIso(text);
  // A digit after `YYYY-Www-D` makes the last dash the separator before a time.
  return text.length > 10 && isDigit(text[10]) ? 8 : 10;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /^[0-9]$/.test(character);
}

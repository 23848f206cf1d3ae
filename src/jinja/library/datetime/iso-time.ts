import type { ClockFields } from './clock.js';
import { invalidIso } from './iso-date.js';
import { PyTime } from './time.js';
import { PyTimeDelta } from './timedelta.js';
import { PyTimeZone, makeTimeZone } from './timezone.js';

/** `time.fromisoformat`. */
export function parseIsoTime(text: string): PyTime {
  const { clock, zone } = readIsoTime(text.startsWith('T') ? text.slice(1) : text, text);
  return new PyTime(clock, zone);
}

interface TimeAndZone {
  readonly clock: ClockFields;
  readonly zone: PyTimeZone | undefined;
}

/** Reads a time of day and an offset. */
export function readIsoTime(text: string, whole: string): TimeAndZone {
  const zoneAt = text.search(/[-+Z]/);
  if (zoneAt < 0) return { clock: readClock(text, whole), zone: undefined };
  const clock = readClock(withoutStray(text.slice(0, zoneAt)), whole);
  if (text[zoneAt] === 'Z')
    return zoneAt === text.length - 1 ? { clock, zone: new PyTimeZone(0) } : invalidIso(whole);
  const offset = readClock(text.slice(zoneAt + 1), whole);
  const seconds = offset.hour * 3600 + offset.minute * 60 + offset.second;
  const micros = (text[zoneAt] === '-' ? -1 : 1) * (seconds * 1_000_000 + offset.microsecond);
  return { clock, zone: makeTimeZone(PyTimeDelta.of(0, 0, micros)) };
}

/** Before an offset CPython's scanner overlooks one character after a pair of digits. */
function withoutStray(text: string): string {
  return /^\d\d(?:(?::\d\d){0,2}|(?:\d\d){0,2})[^]$/u.test(text) ? text.replace(/[^]$/u, '') : text;
}

/** `HH[:MM[:SS]]` or `HH[MM[SS]]`, with a fraction of seconds after any part, as CPython's scanner has it. */
function readClock(text: string, whole: string): ClockFields {
  const parts: number[] = [];
  let at = 0;
  let colons = true;
  while (parts.length < 3) {
    parts.push(readPair(text, at, whole));
    at += 2;
    if (at >= text.length) return clockFrom(parts, '');
    const next = text[at];
    if (at + 1 === text.length) return invalidIso(whole);
    if (parts.length === 1) colons = next === ':';
    if (next === '.' || next === ',') {
      at += 1;
      break;
    }
    if (colons && next !== ':') return invalidIso(whole);
    if (colons) at += 1;
  }
  const fraction = text.slice(at);
  return /^\d+$/.test(fraction) ? clockFrom(parts, fraction) : invalidIso(whole);
}

function readPair(text: string, at: number, whole: string): number {
  const pair = text.slice(at, at + 2);
  return /^\d\d$/.test(pair) ? Number(pair) : invalidIso(whole);
}

function clockFrom(parts: readonly number[], fraction: string): ClockFields {
  const [hour = 0, minute = 0, second = 0] = parts;
  return { hour, minute, second, microsecond: Number(fraction.slice(0, 6).padEnd(6, '0')) };
}

import type { Runtime } from '../../objects/runtime.js';
import { raise } from '../raise.js';
import { fromOrdinal, isoToOrdinal, toOrdinal, weekdayOf } from './civil.js';
import { PyDateTime } from './datetime.js';
import { scanByFormat } from './strptime-scan.js';
import { PyTimeZone } from './timezone.js';
import { DAY_NAMES, MONTH_NAMES } from './names.js';

/** What the directives of a format have given. */
type Found = ReadonlyMap<string, string>;

interface DayOfYear {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `datetime.strptime`. `zoneNames` are the local zone's abbreviations, which `%Z` accepts. */
export function strptime(
  rt: Runtime,
  text: string,
  format: string,
  zoneNames: readonly string[],
): PyDateTime {
  const found = scanByFormat(rt, text, format, zoneNames);
  const seconds = numberOf(found, 'S') ?? 0;
  if (seconds === 61) raise('ValueError', 'second must be in 0..59');
  return new PyDateTime({
    ...dayOf(found),
    hour: hourOf(found),
    minute: numberOf(found, 'M') ?? 0,
    second: seconds,
    microsecond: Number((found.get('f') ?? '').padEnd(6, '0')),
    tzinfo: zoneOf(found),
    fold: 0,
  });
}

function numberOf(found: Found, directive: string): number | undefined {
  const text = found.get(directive);
  return text === undefined ? undefined : Number(text);
}

function hourOf(found: Found): number {
  const twelve = numberOf(found, 'I');
  if (twelve === undefined) return numberOf(found, 'H') ?? 0;
  const afternoon = found.get('p')?.toLowerCase() === 'pm';
  return (twelve % 12) + (afternoon ? 12 : 0);
}

function yearOf(found: Found): number | undefined {
  const short = numberOf(found, 'y');
  // POSIX: 69 to 99 are of the twentieth century.
  if (short !== undefined) return short + (short <= 68 ? 2000 : 1900);
  return numberOf(found, 'Y');
}

function monthOf(found: Found): number | undefined {
  const name = (found.get('B') ?? found.get('b'))?.toLowerCase();
  if (name === undefined) return numberOf(found, 'm');
  return MONTH_NAMES.findIndex((month) => month.toLowerCase().startsWith(name)) + 1;
}

/** Monday is 0. */
function weekdayIn(found: Found): number | undefined {
  const name = (found.get('A') ?? found.get('a'))?.toLowerCase();
  if (name !== undefined) return DAY_NAMES.findIndex((day) => day.toLowerCase().startsWith(name));
  const fromSunday = numberOf(found, 'w');
  if (fromSunday !== undefined) return (fromSunday + 6) % 7;
  const fromMonday = numberOf(found, 'u');
  return fromMonday === undefined ? undefined : fromMonday - 1;
}

function dayOf(found: Found): DayOfYear {
  checkIsoDirectives(found);
  const year = yearOf(found);
  const month = monthOf(found);
  const day = numberOf(found, 'd');
  if (month !== undefined || day !== undefined)
    return { year: year ?? 1900, month: month ?? 1, day: day ?? 1 };
  const ordinal = ordinalOf(found, year);
  return ordinal === undefined ? { year: year ?? 1900, month: 1, day: 1 } : fromOrdinal(ordinal);
}

function ordinalOf(found: Found, year: number | undefined): number | undefined {
  const julian = numberOf(found, 'j');
  if (julian !== undefined) return toOrdinal(year ?? 1900, 1, 1) + julian - 1;
  const weekday = weekdayIn(found);
  if (weekday === undefined) return undefined;
  const isoYear = numberOf(found, 'G');
  if (isoYear !== undefined) return isoToOrdinal(isoYear, numberOf(found, 'V') ?? 1, weekday + 1);
  if (year === undefined) return undefined;
  const sundayWeek = numberOf(found, 'U');
  if (sundayWeek !== undefined) return weekOrdinal(year, sundayWeek, weekday, true);
  const mondayWeek = numberOf(found, 'W');
  return mondayWeek === undefined ? undefined : weekOrdinal(year, mondayWeek, weekday, false);
}

/** The day of a numbered week, where week 1 starts with the first Sunday or Monday of the year. */
function weekOrdinal(year: number, week: number, weekday: number, fromSunday: boolean): number {
  const shift = fromSunday ? 1 : 0;
  const first = (weekdayOf(toOrdinal(year, 1, 1)) + shift) % 7;
  const wanted = (weekday + shift) % 7;
  const weekZero = (7 - first) % 7;
  const dayIndex = week === 0 ? wanted - first : weekZero + 7 * (week - 1) + wanted;
  return toOrdinal(year, 1, 1) + dayIndex;
}

function checkIsoDirectives(found: Found): void {
  const hasWeekday = ['A', 'a', 'w', 'u'].some((directive) => found.has(directive));
  if (found.has('G') && found.has('j')) {
    raise(
      'ValueError',
      "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.",
    );
  }
  const weekday = "a weekday directive ('%A', '%a', '%w', or '%u')";
  if (found.has('G') && (!found.has('V') || !hasWeekday)) {
    raise(
      'ValueError',
      `ISO year directive '%G' must be used with the ISO week directive '%V' and ${weekday}.`,
    );
  }
  if (found.has('G') || !found.has('V')) return;
  if (yearOf(found) !== undefined && hasWeekday) {
    const advice = "Use the ISO year '%G' instead.";
    raise('ValueError', `ISO week directive '%V' is incompatible with the year directive '%Y'. ${advice}`);
  }
  raise(
    'ValueError',
    `ISO week directive '%V' must be used with the ISO year directive '%G' and ${weekday}.`,
  );
}

function zoneOf(found: Found): PyTimeZone | undefined {
  const offset = found.get('z');
  const name = found.get('Z');
  if (offset !== undefined) {
    if (offset.toLowerCase() === 'z') return new PyTimeZone(0, name);
    return new PyTimeZone(offsetMicros(offset), name);
  }
  return undefined;
}

function offsetMicros(text: string): number {
  const digits = text.slice(1).replaceAll(':', '');
  if (/^.\d\d(?:\d\d:\d\d|:\d\d\d\d)/.test(text)) raise('ValueError', `Inconsistent use of : in ${text}`);
  const [clock = '', fraction = ''] = digits.split('.');
  const seconds =
    Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(2, 4)) * 60 + Number(clock.slice(4, 6));
  return (text.startsWith('-') ? -1 : 1) * (seconds * 1_000_000 + Number(fraction.padEnd(6, '0')));
}

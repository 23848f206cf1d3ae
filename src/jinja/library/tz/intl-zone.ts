import type { LocalTimeType, TzifFile, ZoneData } from './tzif.js';

const DAY = 86_400;
/** Compiled zone files cover these years in their 32-bit block. */
const FROM = Date.UTC(1902, 0, 1) / 1000;
const TO = Date.UTC(2037, 11, 31) / 1000;

/** A zone made from the JavaScript engine's data, for systems without zone files; `undefined` for unknown names. */
export function intlZone(name: string): TzifFile | undefined {
  const format = formatOf(name);
  if (format === undefined) return undefined;
  const typeAt = (seconds: number): LocalTimeType => localType(format, seconds);
  const data = collectTransitions(typeAt);
  return { legacy: data, full: data, footer: '' };
}

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      timeZoneName: 'short',
    });
  } catch {
    return undefined;
  }
}

function localType(format: Intl.DateTimeFormat, seconds: number): LocalTimeType {
  const parts = new Map(format.formatToParts(seconds * 1000).map((part) => [part.type, part.value]));
  const field = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  const wall = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return { offset: wall / 1000 - seconds, isDst: false, abbreviation: parts.get('timeZoneName') ?? '' };
}

/** Steps through the years and halves the interval around each change of offset. */
function collectTransitions(typeAt: (seconds: number) => LocalTimeType): ZoneData {
  const first = typeAt(FROM);
  const transitions: number[] = [];
  const typeAfter: LocalTimeType[] = [];
  let before = first;
  for (let at = FROM; at < TO; at += 30 * DAY) {
    const after = typeAt(at + 30 * DAY);
    if (after.offset === before.offset) continue;
    transitions.push(changeBetween(typeAt, at, at + 30 * DAY));
    typeAfter.push(after);
    before = after;
  }
  return withDaylightSaving({ transitions, typeAfter, types: [first, ...typeAfter] });
}

function changeBetween(typeAt: (seconds: number) => LocalTimeType, from: number, to: number): number {
  const old = typeAt(from).offset;
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (typeAt(middle).offset === old) low = middle;
    else high = middle;
  }
  return high;
}

/** Marks as daylight saving what lies ahead of the times before and after it and ends within a year. */
function withDaylightSaving(data: ZoneData): ZoneData {
  const typeAfter = data.typeAfter.map((type, at) => {
    const previous = data.typeAfter[at - 1] ?? data.types[0];
    const next = data.typeAfter[at + 1];
    const lasts = (data.transitions[at + 1] ?? Infinity) - (data.transitions[at] ?? 0);
    const ahead = type.offset > (previous?.offset ?? 0) && type.offset > (next?.offset ?? Infinity);
    return { ...type, isDst: ahead && lasts < 366 * DAY };
  });
  return { ...data, typeAfter, types: [...data.types.slice(0, 1), ...typeAfter] };
}

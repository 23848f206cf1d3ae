const JUMPS = new Set([
  ' ',
  '.',
  ',',
  ';',
  '-',
  '/',
  "'",
  'at',
  'on',
  'and',
  'ad',
  'm',
  't',
  'of',
  'st',
  'nd',
  'rd',
  'th',
]);

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const CLOCK_UNITS: ReadonlyMap<string, number> = new Map([
  ['h', 0],
  ['hour', 0],
  ['hours', 0],
  ['m', 1],
  ['minute', 1],
  ['minutes', 1],
  ['s', 2],
  ['second', 2],
  ['seconds', 2],
]);

const HALVES: ReadonlyMap<string, number> = new Map([
  ['am', 0],
  ['a', 0],
  ['pm', 1],
  ['p', 1],
]);

/** Names that mean UTC, as they are written. */
export const UTC_NAMES: readonly string[] = ['UTC', 'GMT', 'Z', 'z'];

/** Whether a word separates or joins parts of a date and means nothing else. */
export const isJump = (token: string): boolean => JUMPS.has(token.toLowerCase());

/** Monday is 0. */
export function weekdayOfName(token: string): number | undefined {
  return indexOfName(WEEKDAYS, token);
}

/** January is 1. */
export function monthOfName(token: string): number | undefined {
  if (token.toLowerCase() === 'sept') return 9;
  const index = indexOfName(MONTHS, token);
  return index === undefined ? undefined : index + 1;
}

function indexOfName(names: readonly string[], token: string): number | undefined {
  const word = token.toLowerCase();
  const index = names.findIndex((name) => name === word || name.slice(0, 3) === word);
  return index < 0 ? undefined : index;
}

/** 0, 1, 2 for hours, minutes, seconds. */
export const clockUnit = (token: string): number | undefined => CLOCK_UNITS.get(token.toLowerCase());

/** 0 for am, 1 for pm. */
export const halfOfDay = (token: string): number | undefined => HALVES.get(token.toLowerCase());

export const isUtcName = (token: string): boolean => ['utc', 'gmt', 'z'].includes(token.toLowerCase());

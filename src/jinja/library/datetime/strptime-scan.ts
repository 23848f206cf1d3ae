import type { Runtime } from '../../objects/runtime.js';
import { textRepr } from '../../objects/text-repr.js';
import { asciiDigits } from '../dateutil/ymd.js';
import { FLAG } from '../re/flags.js';
import { PyPattern } from '../re/pattern.js';
import { subjectOf } from '../re/subject.js';
import { raise } from '../raise.js';
import { DAY_NAMES, MONTH_NAMES, shortName } from './names.js';

/** What each numeric directive accepts, greedy alternatives first. */
const NUMERIC: ReadonlyMap<string, string> = new Map([
  ['d', '3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]'],
  ['f', '[0-9]{1,6}'],
  ['H', '2[0-3]|[0-1]\\d|\\d'],
  ['I', '1[0-2]|0[1-9]|[1-9]'],
  ['G', '\\d{4}'],
  ['j', '36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]'],
  ['m', '1[0-2]|0[1-9]|[1-9]'],
  ['M', '[0-5]\\d|\\d'],
  ['S', '6[0-1]|[0-5]\\d|\\d'],
  ['U', '5[0-3]|[0-4]\\d|\\d'],
  ['V', '5[0-3]|0[1-9]|[1-4]\\d|\\d'],
  ['W', '5[0-3]|[0-4]\\d|\\d'],
  ['w', '[0-6]'],
  ['u', '[1-7]'],
  ['y', '\\d{2}'],
  ['Y', '\\d{4}'],
  ['z', '[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z'],
]);

/** Directives that stand for others. */
const COMPOSITE: ReadonlyMap<string, string> = new Map([
  ['c', '%a %b %d %H:%M:%S %Y'],
  ['x', '%m/%d/%y'],
  ['X', '%H:%M:%S'],
]);

/** Matches a text with a format and gives what each directive found; a mismatch raises Python's ValueError. */
export function scanByFormat(
  rt: Runtime,
  text: string,
  format: string,
  zoneNames: readonly string[],
): ReadonlyMap<string, string> {
  const seen = new Set<string>();
  const source = translate(format, format, zoneNames, seen);
  rt.step(source.length);
  rt.reserve(source.length);
  // Not a RegExp: the work must be counted, and digits are those of all scripts as in Python.
  const pattern = new PyPattern(source, FLAG.IGNORECASE);
  const match = pattern.find(rt, subjectOf(rt, text), 'match');
  if (match === undefined) {
    return raise('ValueError', `time data ${textRepr(text)} does not match format ${textRepr(format)}`);
  }
  const rest = match.subject.slice(match.endOf(0), match.subject.length);
  if (rest !== '') raise('ValueError', `unconverted data remains: ${rest}`);
  return new Map([...pattern.names].map(([name, group]) => [name, asciiDigits(match.textOf(group) ?? '')]));
}

function translate(part: string, format: string, zoneNames: readonly string[], seen: Set<string>): string {
  return part.replace(
    /%([^]?)|(\s+)|[^]/gu,
    (piece, directive: string | undefined, space: string | undefined) => {
      if (space !== undefined) return '\\s+';
      if (directive === undefined) return piece.replace(/[\^$\\.*+?()[\]{}|/]/gu, '\\$&');
      return directivePattern(directive, format, zoneNames, seen);
    },
  );
}

function directivePattern(
  directive: string,
  format: string,
  zoneNames: readonly string[],
  seen: Set<string>,
): string {
  if (directive === '') return raise('ValueError', `stray % in format ${textRepr(format)}`);
  if (directive === '%') return '%';
  const composite = COMPOSITE.get(directive);
  if (composite !== undefined) return translate(composite, format, zoneNames, seen);
  const pattern = NUMERIC.get(directive) ?? namePattern(directive, zoneNames);
  if (pattern === undefined) {
    return raise('ValueError', `${textRepr(directive)} is a bad directive in format ${textRepr(format)}`);
  }
  if (seen.has(directive)) raise('error', `redefinition of group name ${textRepr(directive)}`);
  seen.add(directive);
  return `(?P<${directive}>${pattern})`;
}

function namePattern(directive: string, zoneNames: readonly string[]): string | undefined {
  switch (directive) {
    case 'a':
      return DAY_NAMES.map(shortName).join('|');
    case 'A':
      return DAY_NAMES.join('|');
    case 'b':
      return MONTH_NAMES.map(shortName).join('|');
    case 'B':
      return MONTH_NAMES.join('|');
    case 'p':
      return 'am|pm';
    case 'Z':
      return ['utc', 'gmt', ...zoneNames.map((name) => name.replace(/[^A-Za-z0-9]/gu, '\\$&'))].join('|');
    default:
      return undefined;
  }
}

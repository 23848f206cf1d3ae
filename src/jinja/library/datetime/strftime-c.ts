import type { Runtime } from '../../objects/runtime.js';
import { TextGrowth } from '../text-growth.js';
import { isoCalendar } from './civil.js';
import { DAY_NAMES, MONTH_NAMES, shortName } from './names.js';
import type { Tm } from './tm.js';

/** A directive's flags, width and modifier: `%-5Ed`. */
interface Spec {
  readonly pad: string;
  readonly upper: boolean;
  readonly swap: boolean;
  readonly width: number;
}

/** What a directive prints: a text, a number with its usual width, or a format of its own. */
type Piece =
  | { readonly text: string; readonly swapTo?: 'lower' | 'upper' | 'always lower' }
  | { readonly number: number; readonly digits: number; readonly spaces?: boolean }
  | { readonly format: string };

/** `%` flags width modifier directive; the directive is absent at the end of the format. */
const DIRECTIVE = /%([-_0^#]*)(\d*)([EO]?)([^]?)/gu;

/** Directives that accept the modifiers E and O; all others are echoed with them, as glibc does. */
const WITH_E = 'cCxXyYnpPrRstTuzZ%';
const WITH_O = 'BbhdegGHIklmMSuUVwWyjCnpPrRstTzZ%';

/** How much a format may print, and who is told before it does. */
export interface Room {
  readonly rt: Runtime;
  /** A text of this length or more is given up. */
  readonly most: number;
}

/** Formats a broken-down time as glibc does in the C locale; `undefined` when the text gets too long. */
export function formatTm(room: Room, tm: Tm, format: string): string | undefined {
  const growth = new TextGrowth(room.rt);
  const pieces: string[] = [];
  let from = 0;
  for (const match of format.matchAll(DIRECTIVE)) {
    room.rt.step();
    const [whole, flags = '', width = '', modifier = '', directive = ''] = match;
    const spec = readFlags(room, flags, width);
    const literal = format.slice(from, match.index);
    // Reserved before the directive is padded; most print a few characters more than their width.
    growth.add(literal.length + Math.max(spec.width, 0));
    if (growth.size >= room.most) return undefined;
    const known = accepts(modifier, directive) ? pieceOf(tm, directive) : undefined;
    pieces.push(literal, print(room, tm, known ?? echo(whole, directive), spec));
    from = match.index + whole.length;
  }
  pieces.push(format.slice(from));
  return pieces.join('');
}

/** What glibc does not understand it prints as it is, but for the case flag of names. */
function echo(whole: string, directive: string): Piece {
  return 'bBh'.includes(directive) ? { text: whole, swapTo: 'upper' } : { text: whole };
}

function readFlags(room: Room, flags: string, width: string): Spec {
  return {
    pad: /[-_0](?=[^-_0]*$)/.exec(flags)?.[0] ?? '',
    upper: flags.includes('^'),
    swap: flags.includes('#'),
    width: width === '' ? -1 : Math.min(Number(width), room.most),
  };
}

function accepts(modifier: string, directive: string): boolean {
  if (modifier === '') return true;
  return (modifier === 'E' ? WITH_E : WITH_O).includes(directive);
}

function print(room: Room, tm: Tm, piece: Piece, spec: Spec): string {
  if ('format' in piece) return printFormat(room, tm, piece.format, spec);
  if ('number' in piece) return printNumber(piece, spec);
  const lower = piece.swapTo === 'always lower' || (spec.swap && piece.swapTo === 'lower');
  const upper = spec.upper || (spec.swap && piece.swapTo === 'upper');
  return widen(lower ? piece.text.toLowerCase() : upper ? piece.text.toUpperCase() : piece.text, spec);
}

function printFormat(room: Room, tm: Tm, format: string, spec: Spec): string {
  if (format === '') return '';
  const text = formatTm(room, tm, format) ?? '';
  return widen(spec.upper ? text.toUpperCase() : text, spec);
}

function printNumber(piece: { number: number; digits: number; spaces?: boolean }, spec: Spec): string {
  const pad = piece.spaces === true && spec.pad !== '0' && spec.pad !== '-' ? '_' : spec.pad;
  const digits = String(Math.abs(piece.number));
  const sign = piece.number < 0 ? '-' : '';
  if (pad === '-') return widen(sign + digits, spec);
  if (pad === '_') return widen((sign + digits).padStart(piece.digits), { ...spec, pad });
  if (sign !== '') return widen(sign + digits, spec);
  const width = Math.max(piece.digits, spec.width);
  return digits.padStart(width, '0');
}

function widen(text: string, spec: Spec): string {
  return text.padStart(spec.width, spec.pad === '0' ? '0' : ' ');
}

function pieceOf(tm: Tm, directive: string): Piece | undefined {
  return datePiece(tm, directive) ?? clockPiece(tm, directive) ?? compositePiece(directive);
}

function datePiece(tm: Tm, directive: string): Piece | undefined {
  const dayName = DAY_NAMES[tm.weekday] ?? '';
  const monthName = MONTH_NAMES[tm.month - 1] ?? '';
  const number = (value: number, digits: number): Piece => ({ number: value, digits });
  switch (directive) {
    case 'a':
      return { text: shortName(dayName), swapTo: 'upper' };
    case 'A':
      return { text: dayName, swapTo: 'upper' };
    case 'b':
    case 'h':
      return { text: shortName(monthName), swapTo: 'upper' };
    case 'B':
      return { text: monthName, swapTo: 'upper' };
    case 'C':
      return number(Math.floor(tm.year / 100), 1);
    case 'd':
      return number(tm.day, 2);
    case 'e':
      return { number: tm.day, digits: 2, spaces: true };
    case 'g':
      return number(isoCalendar(tm).year % 100, 2);
    case 'G':
      return number(isoCalendar(tm).year, 1);
    case 'j':
      return number(tm.yearDay, 3);
    case 'm':
      return number(tm.month, 2);
    case 'u':
      return number(tm.weekday + 1, 1);
    case 'U':
      return number(Math.floor((tm.yearDay + 6 - ((tm.weekday + 1) % 7)) / 7), 2);
    case 'V':
      return number(isoCalendar(tm).week, 2);
    case 'w':
      return number((tm.weekday + 1) % 7, 1);
    case 'W':
      return number(Math.floor((tm.yearDay + 6 - tm.weekday) / 7), 2);
    case 'y':
      return number(tm.year % 100, 2);
    case 'Y':
      return number(tm.year, 1);
    default:
      return undefined;
  }
}

function clockPiece(tm: Tm, directive: string): Piece | undefined {
  const half = tm.hour < 12 ? 'AM' : 'PM';
  const hour12 = tm.hour % 12 === 0 ? 12 : tm.hour % 12;
  switch (directive) {
    case 'H':
      return { number: tm.hour, digits: 2 };
    case 'I':
      return { number: hour12, digits: 2 };
    case 'k':
      return { number: tm.hour, digits: 2, spaces: true };
    case 'l':
      return { number: hour12, digits: 2, spaces: true };
    case 'M':
      return { number: tm.minute, digits: 2 };
    case 'p':
      return { text: half, swapTo: 'lower' };
    case 'P':
      return { text: half, swapTo: 'always lower' };
    case 's':
      return { number: tm.localEpoch(), digits: 1 };
    case 'S':
      return { number: tm.second, digits: 2 };
    // With a flag or width these reach the C library, which has been told no zone.
    case 'z':
      return { format: '' };
    case 'Z':
      return { text: '' };
    default:
      return undefined;
  }
}

function compositePiece(directive: string): Piece | undefined {
  switch (directive) {
    case 'c':
      return { format: '%a %b %e %H:%M:%S %Y' };
    case 'D':
    case 'x':
      return { format: '%m/%d/%y' };
    case 'F':
      return { format: '%Y-%m-%d' };
    case 'n':
      return { text: '\n' };
    case 'r':
      return { format: '%I:%M:%S %p' };
    case 'R':
      return { format: '%H:%M' };
    case 't':
      return { text: '\t' };
    case 'T':
    case 'X':
      return { format: '%H:%M:%S' };
    case '%':
      return { text: '%' };
    default:
      return undefined;
  }
}

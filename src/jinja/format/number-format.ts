import { valueError } from '../objects/py-error.js';
import type { Runtime } from '../objects/runtime.js';
import { intText } from '../objects/int-text.js';
import { toFloat } from '../objects/arithmetic.js';
import { floatDigits, type FloatStyle } from './float-format.js';
import { type FormatSpec, pad } from './format-spec.js';

const radixes: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['b', [2, '0b']],
  ['o', [8, '0o']],
  ['x', [16, '0x']],
  ['X', [16, '0X']],
]);

/** `format(value, spec)` of an int. */
export function formatInt(rt: Runtime, value: number | bigint, spec: FormatSpec): string {
  const { type } = spec;
  if ('eEfFgG%'.includes(type) && type !== '') return formatFloat(rt, toFloat(value), spec);
  if (spec.precision !== undefined) throw valueError('Precision not allowed in integer format specifier');
  if (type === 'c') return formatCharacter(rt, value, spec);
  const size = value < 0 ? -value : value;
  if (type === '' || type === 'd' || type === 'n')
    return compose(rt, value < 0, '', intText(size), '', spec, 3);
  const radix = radixes.get(type);
  if (radix === undefined) throw unknownCode(type, 'int');
  if (spec.grouping === ',') throw valueError(`Cannot specify ',' with '${type}'.`);
  const digits = size.toString(radix[0]);
  const prefix = spec.alternate ? radix[1] : '';
  return compose(rt, value < 0, prefix, type === 'X' ? digits.toUpperCase() : digits, '', spec, 4);
}

/** The error for a type letter that a value does not have. */
export function unknownCode(code: string, type: string): Error {
  return valueError(`Unknown format code '${code}' for object of type '${type}'`);
}

function formatCharacter(rt: Runtime, value: number | bigint, spec: FormatSpec): string {
  if (spec.sign !== undefined) throw valueError("Sign not allowed with integer format specifier 'c'");
  if (value < 0 || value > 0x10ffff) throw valueError('%c arg not in range(0x110000)');
  return pad(rt, String.fromCodePoint(Number(value)), spec, '>');
}

const styles: ReadonlyMap<string, FloatStyle['type']> = new Map<string, FloatStyle['type']>([
  ['', 'r'],
  ['e', 'e'],
  ['f', 'f'],
  ['g', 'g'],
  ['n', 'g'],
  ['%', 'f'],
]);

/** `format(value, spec)` of a float. */
export function formatFloat(rt: Runtime, value: number, spec: FormatSpec): string {
  const type = styles.get(spec.type.toLowerCase());
  if (type === undefined || spec.type === 'N') throw unknownCode(spec.type, 'float');
  rt.reserve(spec.precision ?? 0);
  const { precision, alternate } = spec;
  const shown = spec.type === '%' ? value * 100 : value;
  const digits = floatDigits(shown, { type, precision, alternate });
  const text = 'EFG'.includes(spec.type) && spec.type !== '' ? digits.toUpperCase() : digits;
  const zero = spec.noNegativeZero && !/[1-9]/.test(text);
  const negative = (shown < 0 || Object.is(shown, -0)) && !zero;
  const [, whole = '', rest = ''] = /^(\d*)([^]*)$/.exec(text) ?? [];
  return compose(rt, negative, '', whole, spec.type === '%' ? `${rest}%` : rest, spec, 3);
}

/** Sign, prefix, grouped digits and the rest, padded to the width. */
function compose(
  rt: Runtime,
  negative: boolean,
  prefix: string,
  whole: string,
  rest: string,
  spec: FormatSpec,
  groupSize: number,
): string {
  const sign = negative ? '-' : spec.sign === '+' || spec.sign === ' ' ? spec.sign : '';
  const head = sign + prefix;
  const align = spec.align ?? (spec.zero ? '=' : undefined);
  const zeroFill = align === '=' && spec.fill === '0';
  const room = zeroFill ? spec.width - head.length - rest.length : 0;
  const digits =
    spec.grouping === undefined || whole === '' ? whole : group(rt, whole, spec.grouping, groupSize, room);
  const body = digits + rest;
  if (align !== '=') return pad(rt, head + body, spec, '>');
  return head + pad(rt, body, { ...spec, width: spec.width - head.length }, '>');
}

/** Puts separators between groups of digits; zeros in front count as digits. */
function group(rt: Runtime, digits: string, separator: string, size: number, room: number): string {
  let padded = digits;
  const length = (count: number): number => count + Math.floor((count - 1) / size);
  if (length(digits.length) < room) {
    rt.reserve(room);
    let count = Math.max(digits.length, Math.floor((room * size) / (size + 1)));
    while (length(count) < room) count += 1;
    padded = digits.padStart(count, '0');
  }
  const first = padded.length % size || size;
  const groups = [padded.slice(0, first)];
  for (let at = first; at < padded.length; at += size) groups.push(padded.slice(at, at + size));
  return groups.join(separator);
}

import { binary, toFloat, unary } from '../objects/arithmetic.js';
import { numberOf, textOf, toIndex, toInt } from '../objects/coerce.js';
import { makeInt } from '../objects/make-int.js';
import { isPyError, overflowError, typeError, valueError } from '../objects/py-error.js';
import { PyFloat } from '../objects/py-float.js';
import type { PyValue } from '../objects/py-value.js';
import { truth } from '../objects/truth.js';
import { typeName } from '../objects/type-name.js';
import { fixedDigits, roundFloat } from '../format/decimal-digits.js';
import { filter, type FilterRuntime } from './filter.js';
import { filterArgumentError } from './filter-error.js';
import { parseFloatText, parseIntText } from './parse-number.js';
import { Undefined } from '../objects/undefined.js';
import { PyBytes } from '../objects/py-bytes.js';

/** Filters that make or change numbers. */
export const numberFilters = [
  filter('abs(x)', (run, [x]) => unary(run, 'abs', x ?? null)),
  filter('int(value, default=0, base=10)', (_run, [value, fallback, base]) =>
    toIntFilter(value ?? null, fallback ?? 0, toIndex(base ?? 10)),
  ),
  filter(
    'float(value, default=0.0)',
    (_run, [value, fallback]) =>
      attempt(() => new PyFloat(floatOf(value ?? null)), ['TypeError', 'ValueError']) ??
      (fallback === undefined ? new PyFloat(0) : fallback),
  ),
  filter('round(value, precision=0, method="common")', (run, [value, precision, method]) =>
    roundFilter(run, value ?? null, precision ?? 0, method ?? 'common'),
  ),
  filter('filesizeformat(value, binary=False)', (run, [value, isBinary]) =>
    fileSize(floatOf(value ?? null), truth(run, isBinary ?? false)),
  ),
];

function attempt(action: () => PyValue, names: readonly string[]): PyValue | undefined {
  try {
    return action();
  } catch (error) {
    if (isPyError(error, ...names)) return undefined;
    throw error;
  }
}

function toIntFilter(value: PyValue, fallback: PyValue, base: number): PyValue {
  const whole = attempt(() => intOf(value, base), ['TypeError', 'ValueError']);
  if (whole !== undefined) return whole;
  // "42.23" is no int, but its float has one.
  const viaFloat = attempt(() => truncate(floatOf(value)), ['TypeError', 'ValueError', 'OverflowError']);
  return viaFloat === undefined ? fallback : viaFloat;
}

/** `int(value, base)`. */
function intOf(value: PyValue, base: number): PyValue {
  if (value instanceof Undefined) throw value.error();
  if (value instanceof PyFloat) return truncate(value.value);
  const text =
    textOf(value) ?? (value instanceof PyBytes ? Buffer.from(value.data).toString('latin1') : undefined);
  if (text === undefined) return toInt(value);
  return parseIntText(text, base);
}

function truncate(value: number): PyValue {
  if (Number.isNaN(value)) throw valueError('cannot convert float NaN to integer');
  if (!Number.isFinite(value)) throw overflowError('cannot convert float infinity to integer');
  return makeInt(Math.trunc(value));
}

/** `float(value)`. */
function floatOf(value: PyValue): number {
  if (value instanceof Undefined) throw value.error();
  const text =
    textOf(value) ?? (value instanceof PyBytes ? Buffer.from(value.data).toString('latin1') : undefined);
  if (text !== undefined) return parseFloatText(text);
  if (typeof value === 'bigint') return toFloat(value);
  const number = numberOf(value);
  if (number === undefined) {
    throw typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
  }
  return number;
}

function roundFilter(run: FilterRuntime, value: PyValue, precision: PyValue, method: PyValue): PyValue {
  const name = textOf(method);
  if (name !== 'common' && name !== 'ceil' && name !== 'floor') {
    throw filterArgumentError('method must be common, ceil or floor');
  }
  if (name === 'common') return roundCommon(value, toIndex(precision));
  const scale = binary(run, '**', 10, precision);
  const scaled = binary(run, '*', value, scale);
  const number = numberOf(scaled);
  if (number === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
  const whole =
    typeof scaled === 'bigint' ? scaled : truncate(name === 'ceil' ? Math.ceil(number) : Math.floor(number));
  return binary(run, '/', whole, scale);
}

function roundCommon(value: PyValue, precision: number): PyValue {
  if (value instanceof Undefined) throw typeError("type Undefined doesn't define __round__ method");
  if (value instanceof PyFloat) return new PyFloat(roundFloat(value.value, precision));
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') {
    throw typeError(`type ${typeName(value)} doesn't define __round__ method`);
  }
  return roundInt(toInt(value), precision);
}

/** An int is rounded only to the left of the point, ties to even. */
function roundInt(value: number | bigint, precision: number): PyValue {
  if (precision >= 0) return value;
  if (precision < -5000) return 0;
  const unit = 10n ** BigInt(-precision);
  const big = BigInt(value);
  const rest = ((big % unit) + unit) % unit;
  const low = big - rest;
  const odd = (low / unit) % 2n !== 0n;
  return makeInt(rest * 2n > unit || (rest * 2n === unit && odd) ? low + unit : low);
}

const prefixes = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];

function fileSize(bytes: number, isBinary: boolean): string {
  const base = isBinary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  let text = '';
  for (const [at, letter] of prefixes.entries()) {
    const unit = base ** (at + 2);
    const prefix = isBinary ? `${letter.toUpperCase()}i` : letter;
    text = `${fixedDigits((base * bytes) / unit, 1)} ${prefix}B`;
    if (bytes < unit) return text;
  }
  return text;
}

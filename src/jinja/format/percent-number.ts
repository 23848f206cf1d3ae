import { numberOf } from '../objects/coerce.js';
import { makeInt } from '../objects/make-int.js';
import { overflowError, typeError, valueError } from '../objects/py-error.js';
import { PyFloat } from '../objects/py-float.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { typeName } from '../objects/type-name.js';
import { Undefined } from '../objects/undefined.js';
import type { FormatSpec } from './format-spec.js';
import { formatFloat, formatInt } from './number-format.js';

/** A directive of `%` formatting that prints a number. */
export function formatPercentNumber(rt: Runtime, value: PyValue, spec: FormatSpec): string {
  if (value instanceof Undefined) throw value.error();
  switch (spec.type) {
    case 'd':
    case 'i':
    case 'u':
      return withPrecision(rt, truncate(value), { ...spec, type: 'd' });
    case 'o':
    case 'x':
    case 'X':
      return withPrecision(rt, wholeOnly(value, spec.type), spec);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': {
      const number = numberOf(value);
      if (number === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
      return formatFloat(rt, number, { ...spec, precision: spec.precision ?? 6 });
    }
    default:
      throw valueError(`unsupported format character '${spec.type}'`);
  }
}

/** `%d` takes a float too, without its fraction. */
function truncate(value: PyValue): number | bigint {
  if (value instanceof PyFloat) {
    if (Number.isNaN(value.value)) throw valueError('cannot convert float NaN to integer');
    if (!Number.isFinite(value.value)) throw overflowError('cannot convert float infinity to integer');
    return makeInt(Math.trunc(value.value));
  }
  return wholeOnly(value, 'd');
}

function wholeOnly(value: PyValue, type: string): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const what = type === 'd' ? 'a real number' : 'an integer';
  throw typeError(`%${type} format: ${what} is required, not ${typeName(value)}`);
}

/** The precision of an int is the least number of digits. */
function withPrecision(rt: Runtime, value: number | bigint, spec: FormatSpec): string {
  if (spec.precision === undefined) return formatInt(rt, value, spec);
  rt.reserve(spec.precision);
  const plain = formatInt(rt, value, { ...spec, width: 0, precision: undefined });
  const [, head = '', digits = ''] = /^([-+ ]?(?:0[xXob])?)(.*)$/.exec(plain) ?? [];
  const text = head + digits.padStart(spec.precision, '0');
  const missing = spec.width - text.length;
  if (missing <= 0) return text;
  rt.reserve(spec.width);
  if (spec.align === '<') return text + ' '.repeat(missing);
  return spec.align === '='
    ? head + '0'.repeat(missing) + text.slice(head.length)
    : ' '.repeat(missing) + text;
}

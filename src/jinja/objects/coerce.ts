import type { PyValue } from './py-value.js';
import { overflowError, typeError } from './py-error.js';
import { Markup } from './markup.js';
import { PyFloat } from './py-float.js';
import { typeName } from './type-name.js';

/** The text of a str argument (`Markup` counts as one), or TypeError. */
export function toText(value: PyValue | undefined, what = 'argument'): string {
  const text = textOf(value);
  if (text === undefined) throw typeError(`${what} must be str, not ${typeName(value)}`);
  return text;
}

/** The text of a str, `undefined` for anything else. */
export function textOf(value: PyValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}

/** The int of an argument (bool counts as one), or TypeError. */
export function toInt(value: PyValue | undefined): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** The same for an int that must fit in a C long, as positions and sizes do; OverflowError if it does not. */
export function toIndex(value: PyValue | undefined): number {
  const int = toInt(value);
  if (typeof int === 'bigint') throw overflowError('Python int too large to convert to C ssize_t');
  return int;
}

/** The number of an int, float or bool, `undefined` for anything else. */
export function numberOf(value: PyValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof PyFloat) return value.value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'bigint' ? Number(value) : undefined;
}

import { toIndex, toText } from '../objects/coerce.js';
import { PyFloat } from '../objects/py-float.js';
import type { PyValue } from '../objects/py-value.js';
import { typeName } from '../objects/type-name.js';
import { type PyTzInfo, isTzInfo } from './datetime/tzinfo.js';
import { raise } from './raise.js';

/** An argument that C code takes as an `int`. */
export function intArg(value: PyValue | undefined): number {
  const int = toIndex(value);
  if (int > 0x7fff_ffff) raise('OverflowError', 'signed integer is greater than maximum');
  if (int < -0x8000_0000) raise('OverflowError', 'signed integer is less than minimum');
  return int;
}

/** The same with a default for an argument that was not given. */
export function intOr(value: PyValue | undefined, fallback: number): number {
  return value === undefined ? fallback : intArg(value);
}

/** An argument of C code that must be there: `position` counts from 1. */
export function requireArg(value: PyValue | undefined, name: string, position: number): PyValue {
  return (
    value ??
    (value === null
      ? null
      : raise('TypeError', `function missing required argument '${name}' (pos ${position})`))
  );
}

/** A time zone or None. */
export function zoneArg(value: PyValue | undefined): PyTzInfo | undefined {
  if (value === undefined || value === null) return undefined;
  if (isTzInfo(value)) return value;
  return raise(
    'TypeError',
    `tzinfo argument must be None or of a tzinfo subclass, not type '${typeName(value)}'`,
  );
}

/** A str argument of a method, named in the error as CPython's C code does. */
export function textArg(method: string, position: number, value: PyValue | undefined): string {
  return toText(value, `${method}() argument ${position}`);
}

/** A number of seconds: an integer or a float. */
export function secondsArg(value: PyValue | undefined): number | bigint {
  if (value instanceof PyFloat) return value.value;
  return BigInt(toIndex(value));
}

/** None for what is absent. */
export function orNone(value: PyValue | undefined): PyValue {
  return value ?? null;
}

import type { PyValue } from './py-value.js';
import { PyFloat } from './py-float.js';

/**
 * The mathematical value of an int, bool or float, `undefined` for anything else. JavaScript compares numbers and
 * bigints with each other exactly, so comparisons need no more than this.
 */
export function numeric(value: PyValue): number | bigint | undefined {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    default:
      return value instanceof PyFloat ? value.value : undefined;
  }
}

/** Whether two mathematical values are equal; NaN never is. */
export function sameNumber(a: number | bigint, b: number | bigint): boolean {
  return a <= b && a >= b;
}

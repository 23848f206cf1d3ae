import type { PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { textOf } from './coerce.js';
import { sameOrEqual } from './equality.js';
import { numeric } from './numeric.js';
import { typeError } from './py-error.js';
import { typeName } from './type-name.js';

/** Operators that order two values. */
export type OrderOperator = '<' | '<=' | '>' | '>=';

/** `a operator b`; throws TypeError if the two have no order. */
export function compare(rt: Runtime, operator: OrderOperator, a: PyValue, b: PyValue): boolean {
  if (typeof a === 'number' && typeof b === 'number') return holds(operator, a - b);
  return holds(operator, order(rt, a, b, operator));
}

/** Negative, zero or positive as `a` sorts before, with or after `b`; NaN when nothing holds (a float nan, sets). */
export function order(rt: Runtime, a: PyValue, b: PyValue, operator: OrderOperator = '<'): number {
  const x = numeric(a);
  const y = x === undefined ? undefined : numeric(b);
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : x >= y ? 0 : NaN;
  const left = textOf(a);
  const right = left === undefined ? undefined : textOf(b);
  if (left !== undefined && right !== undefined) return orderText(left, right);
  const result = hookOrder(rt, a, b);
  if (result !== undefined) return result;
  throw typeError(`'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

/** The order of two sequences: that of their first different items, else of their lengths. */
export function orderItems(rt: Runtime, a: readonly PyValue[], b: readonly PyValue[]): number {
  rt.step(Math.min(a.length, b.length));
  for (const [at, item] of a.entries()) {
    const other = b[at];
    if (other === undefined) break;
    if (!sameOrEqual(rt, item, other)) return rt.nested(() => order(rt, item, other));
  }
  return a.length - b.length;
}

/** The order of two texts by code point. */
export function orderText(a: string, b: string): number {
  if (a === b) return 0;
  if (!hasSurrogates(a) && !hasSurrogates(b)) return a < b ? -1 : 1;
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  const at = left.findIndex((code, index) => code !== right[index]);
  return at < 0 ? left.length - right.length : (left[at] ?? -1) - (right[at] ?? -1);
}

const surrogate = /[\ud800-\udfff]/;

/** Whether code units and code points of a text differ. */
export function hasSurrogates(text: string): boolean {
  return surrogate.test(text);
}

function holds(operator: OrderOperator, sign: number): boolean {
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

function hookOrder(rt: Runtime, a: PyValue, b: PyValue): number | undefined {
  if (typeof a === 'object' && a !== null) {
    const result = a.type.hooks.order?.(rt, a, b);
    if (result !== undefined) return result;
  }
  if (typeof b !== 'object' || b === null) return undefined;
  const result = b.type.hooks.order?.(rt, b, a);
  return result === undefined ? undefined : -result;
}

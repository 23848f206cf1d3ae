import type { PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { textOf } from './coerce.js';
import { numeric, sameNumber } from './numeric.js';

/** `a == b`. */
export function equals(rt: Runtime, a: PyValue, b: PyValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  const x = numeric(a);
  if (x !== undefined) {
    const y = numeric(b);
    return y === undefined ? hookEquals(rt, a, b) : sameNumber(x, y);
  }
  const text = textOf(a);
  if (text !== undefined) return text === textOf(b);
  return a === b || hookEquals(rt, a, b);
}

/** Equality inside containers, where the same object always counts as equal to itself. */
export function sameOrEqual(rt: Runtime, a: PyValue, b: PyValue): boolean {
  return a === b || equals(rt, a, b);
}

/** Whether two sequences have equal items. */
export function equalItems(rt: Runtime, a: readonly PyValue[], b: readonly PyValue[]): boolean {
  if (a.length !== b.length) return false;
  rt.step(a.length);
  return rt.nested(() => a.every((item, at) => sameOrEqual(rt, item, b[at] ?? null)));
}

function hookEquals(rt: Runtime, a: PyValue, b: PyValue): boolean {
  if (typeof a === 'object' && a !== null) {
    const result = a.type.hooks.equals?.(rt, a, b);
    if (result !== undefined) return result;
  }
  if (typeof b === 'object' && b !== null) {
    const result = b.type.hooks.equals?.(rt, b, a);
    if (result !== undefined) return result;
  }
  return false;
}

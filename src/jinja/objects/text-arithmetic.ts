import type { PyValue } from './py-value.js';
import type { BinaryOperator } from './py-type.js';
import type { Runtime } from './runtime.js';
import { percentFormat } from '../format/percent.js';
import { repeatCount } from './repeat.js';

/** An operator on a plain str; `Markup` has hooks of its own, which are asked when this gives `undefined`. */
export function textBinary(
  rt: Runtime,
  operator: BinaryOperator,
  a: PyValue,
  b: PyValue,
): PyValue | undefined {
  if (typeof a === 'string') {
    if (operator === '+') return typeof b === 'string' ? concat(rt, a, b) : undefined;
    if (operator === '%') return percentFormat(rt, a, b);
    return operator === '*' ? repeatText(rt, a, b) : undefined;
  }
  return typeof b === 'string' && operator === '*' ? repeatText(rt, b, a) : undefined;
}

function concat(rt: Runtime, a: string, b: string): string {
  rt.reserve(a.length + b.length);
  return a + b;
}

/** `text * count`. */
export function repeatText(rt: Runtime, text: string, count: PyValue): string | undefined {
  const times = repeatCount(count);
  if (times === undefined) return undefined;
  rt.reserve(text.length * times);
  return text === '' ? '' : text.repeat(times);
}

import type { PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { codePointCount } from './code-points.js';
import { textOf } from './coerce.js';
import { sameOrEqual } from './equality.js';
import { tryIterate } from './iterate.js';
import { typeError } from './py-error.js';
import { typeName } from './type-name.js';

/** `len(value)`. */
export function lengthOf(rt: Runtime, value: PyValue): number {
  const text = textOf(value);
  if (text !== undefined) {
    rt.step(text.length >> 6);
    return codePointCount(text);
  }
  const hook = typeof value === 'object' && value !== null ? value.type.hooks.length : undefined;
  if (hook !== undefined && typeof value === 'object' && value !== null) return hook(rt, value);
  throw typeError(`object of type '${typeName(value)}' has no len()`);
}

/** `item in container`. */
export function contains(rt: Runtime, container: PyValue, item: PyValue): boolean {
  const text = textOf(container);
  if (text !== undefined) {
    rt.step(text.length >> 6);
    return textContains(text, item);
  }
  if (typeof container === 'object' && container !== null) {
    const hook = container.type.hooks.contains;
    if (hook !== undefined) return hook(rt, container, item);
  }
  const items = tryIterate(rt, container);
  if (items === undefined) throw typeError(`argument of type '${typeName(container)}' is not iterable`);
  for (const each of items) if (sameOrEqual(rt, each, item)) return true;
  return false;
}

function textContains(text: string, item: PyValue): boolean {
  const part = textOf(item);
  if (part === undefined) {
    throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
  }
  return text.includes(part);
}

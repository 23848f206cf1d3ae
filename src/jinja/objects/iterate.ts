import type { PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { textOf } from './coerce.js';
import { PyList } from './py-list.js';
import { PyTuple } from './py-tuple.js';
import { typeError } from './py-error.js';
import { typeName } from './type-name.js';

/** `iter(value)`: throws TypeError if the value cannot be iterated. */
export function iterate(rt: Runtime, value: PyValue): Iterable<PyValue> {
  const source = tryIterate(rt, value);
  if (source === undefined) throw typeError(`'${typeName(value)}' object is not iterable`);
  return source;
}

/** The same, `undefined` if the value cannot be iterated. A str gives its characters. */
export function tryIterate(rt: Runtime, value: PyValue): Iterable<PyValue> | undefined {
  if (value instanceof PyList || value instanceof PyTuple) return value.items;
  const text = textOf(value);
  if (text !== undefined) return text;
  return typeof value === 'object' && value !== null ? value.type.hooks.iterate?.(rt, value) : undefined;
}

/** `list(value)` as an array. */
export function listItems(rt: Runtime, value: PyValue): PyValue[] {
  const source = iterate(rt, value);
  if (Array.isArray(source)) return copyItems(rt, source as readonly PyValue[]);
  const length = typeof value === 'object' ? value?.type.hooks.length : undefined;
  if (length !== undefined && typeof value === 'object' && value !== null) rt.reserve(length(rt, value));
  const items: PyValue[] = [];
  let room = 1000;
  for (const item of source) {
    items.push(item);
    // Announced in blocks: an endless or huge iterator meets its limit before memory does.
    if (items.length >= room) {
      rt.reserve(items.length);
      rt.step(room);
      room *= 2;
    }
  }
  rt.step(items.length);
  return items;
}

function copyItems(rt: Runtime, items: readonly PyValue[]): PyValue[] {
  rt.reserve(items.length);
  rt.step(items.length >> 3);
  return items.slice();
}

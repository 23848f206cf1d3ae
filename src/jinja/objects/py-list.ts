import type { PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { equalItems, sameOrEqual } from './equality.js';
import { orderItems } from './order.js';
import { reprItems } from './print.js';
import { type BinaryOperator, makeType, type PyType } from './py-type.js';
import { PySlice } from './py-slice.js';
import { repeatCount, repeatItems } from './repeat.js';
import { sliceItems } from './slicing.js';
import { unhashable } from './unhashable.js';

/** A Python list. */
export class PyList implements PyObject {
  readonly items: PyValue[];

  constructor(items: PyValue[] = []) {
    this.items = items;
  }

  get type(): PyType {
    return listType;
  }
}

/** Python's `list`. */
export const listType: PyType = makeType<PyList>({
  name: 'list',
  hash: unhashable('list'),
  repr: (rt, self) => reprItems(rt, self, self.items, (text) => `[${text}]`),
  equals: (rt, self, other) =>
    other instanceof PyList ? equalItems(rt, self.items, other.items) : undefined,
  order: (rt, self, other) => (other instanceof PyList ? orderItems(rt, self.items, other.items) : undefined),
  length: (_rt, self) => self.items.length,
  iterate: (_rt, self) => self.items,
  contains: (rt, self, item) => containsItem(rt, self.items, item),
  getItem: (_rt, self, key) =>
    key instanceof PySlice ? new PyList(sliceItems(self.items, key)) : itemAt(self.items, key),
  binary: (rt, operator, self, other) => listBinary(rt, operator, self, other),
});

/** The item at an index that may count from the end; `undefined` if there is none or the index is no int. */
export function itemAt(items: readonly PyValue[], index: PyValue): PyValue | undefined {
  if (typeof index === 'number') return items[index < 0 ? index + items.length : index];
  return typeof index === 'boolean' ? items[index ? 1 : 0] : undefined;
}

/** Whether a sequence has an equal item. */
export function containsItem(rt: Runtime, items: readonly PyValue[], item: PyValue): boolean {
  rt.step(items.length >> 3);
  return items.some((each) => sameOrEqual(rt, each, item));
}

function listBinary(
  rt: Runtime,
  operator: BinaryOperator,
  self: PyList,
  other: PyValue,
): PyValue | undefined {
  if (operator === '+' && other instanceof PyList) {
    rt.reserve(self.items.length + other.items.length);
    return new PyList([...self.items, ...other.items]);
  }
  const times = operator === '*' ? repeatCount(other) : undefined;
  if (times === undefined) return undefined;
  rt.reserve(self.items.length * times);
  return new PyList(repeatItems(self.items, times));
}

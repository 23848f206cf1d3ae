import type { PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { equalItems } from './equality.js';
import { sequenceKey } from './hash-key.js';
import { orderItems } from './order.js';
import { reprItems } from './print.js';
import { containsItem, itemAt } from './py-list.js';
import { type BinaryOperator, makeType, type PyType } from './py-type.js';
import { PySlice } from './py-slice.js';
import { repeatCount, repeatItems } from './repeat.js';
import { sliceItems } from './slicing.js';

/** A Python tuple; a named tuple is a subclass with a type of its own whose base is `tupleType`. */
export class PyTuple implements PyObject {
  readonly items: readonly PyValue[];

  constructor(items: readonly PyValue[] = []) {
    this.items = items;
  }

  get type(): PyType {
    return tupleType;
  }
}

/** Python's `tuple`. */
export const tupleType: PyType = makeType<PyTuple>({
  name: 'tuple',
  hash: (rt, self) => sequenceKey(rt, 'tuple', self.items),
  repr: (rt, self) => reprItems(rt, self, self.items, (text) => wrapTuple(self, text)),
  equals: (rt, self, other) =>
    other instanceof PyTuple ? equalItems(rt, self.items, other.items) : undefined,
  order: (rt, self, other) =>
    other instanceof PyTuple ? orderItems(rt, self.items, other.items) : undefined,
  length: (_rt, self) => self.items.length,
  iterate: (_rt, self) => self.items,
  contains: (rt, self, item) => containsItem(rt, self.items, item),
  getItem: (_rt, self, key) =>
    key instanceof PySlice ? new PyTuple(sliceItems(self.items, key)) : itemAt(self.items, key),
  binary: (rt, operator, self, other) => tupleBinary(rt, operator, self, other),
});

function wrapTuple(tuple: PyTuple, text: string): string {
  return tuple.items.length === 1 ? `(${text},)` : `(${text})`;
}

function tupleBinary(
  rt: Runtime,
  operator: BinaryOperator,
  self: PyTuple,
  other: PyValue,
): PyValue | undefined {
  if (operator === '+' && other instanceof PyTuple) {
    rt.reserve(self.items.length + other.items.length);
    return new PyTuple([...self.items, ...other.items]);
  }
  const times = operator === '*' ? repeatCount(other) : undefined;
  if (times === undefined) return undefined;
  rt.reserve(self.items.length * times);
  return new PyTuple(repeatItems(self.items, times));
}

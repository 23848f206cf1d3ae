import { type MethodAttribute, method } from '../objects/attribute.js';
import { iterate } from '../objects/iterate.js';
import { repr } from '../objects/print.js';
import { keyError } from '../objects/py-error.js';
import type { PySet } from '../objects/py-set.js';
import { isSubset, setBinary } from '../objects/py-set.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { BinaryOperator } from '../objects/py-type.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { toSet } from './dict-view.js';

/** Methods of `set`. */
export const setMethods = {
  add: method<PySet>('add(item, /)', (rt, self, [item]) => {
    self.add(rt, item ?? null);
    return null;
  }),
  clear: method<PySet>('clear()', (_rt, self) => {
    self.entries.clear();
    return null;
  }),
  copy: method<PySet>('copy()', (rt, self) => toSet(rt, self)),
  discard: method<PySet>('discard(item, /)', (rt, self, [item]) => {
    self.delete(rt, item ?? null);
    return null;
  }),
  remove: method<PySet>('remove(item, /)', (rt, self, [item]) => {
    if (!self.delete(rt, item ?? null)) throw keyError(repr(rt, item ?? null));
    return null;
  }),
  pop: method<PySet>('pop()', (rt, self) => {
    const [item] = self.entries.values();
    if (item === undefined) throw keyError("'pop from an empty set'");
    self.delete(rt, item);
    return item;
  }),
  isdisjoint: method<PySet>('isdisjoint(other, /)', (rt, self, [other]) => {
    const right = toSet(rt, other ?? null);
    return (setBinary('&', self, right)?.entries.size ?? 0) === 0;
  }),
  issubset: method<PySet>('issubset(other, /)', (rt, self, [other]) =>
    isSubset(self, toSet(rt, other ?? null)),
  ),
  issuperset: method<PySet>('issuperset(other, /)', (rt, self, [other]) =>
    isSubset(toSet(rt, other ?? null), self),
  ),
  union: combining('union', '|'),
  intersection: combining('intersection', '&'),
  difference: combining('difference', '-'),
  symmetric_difference: combining('symmetric_difference', '^'),
  update: updating('update', '|'),
  intersection_update: updating('intersection_update', '&'),
  difference_update: updating('difference_update', '-'),
  symmetric_difference_update: updating('symmetric_difference_update', '^'),
};

function combine(rt: Runtime, operator: BinaryOperator, self: PySet, others: PyValue | undefined): PySet {
  let out = toSet(rt, self);
  for (const other of others instanceof PyTuple ? others.items : []) {
    out = setBinary(operator, out, toSet(rt, other)) ?? out;
  }
  return out;
}

function combining(name: string, operator: BinaryOperator): MethodAttribute<PySet> {
  return method<PySet>(`${name}(*others)`, (rt, self, [others]) => combine(rt, operator, self, others));
}

function updating(name: string, operator: BinaryOperator): MethodAttribute<PySet> {
  return method<PySet>(`${name}(*others)`, (rt, self, [others]) => {
    const result = combine(rt, operator, self, others);
    self.entries.clear();
    for (const item of iterate(rt, result)) self.add(rt, item);
    return null;
  });
}

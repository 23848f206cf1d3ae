import { method } from '../objects/attribute.js';
import { toIndex } from '../objects/coerce.js';
import { sameOrEqual } from '../objects/equality.js';
import { listItems } from '../objects/iterate.js';
import { repr } from '../objects/print.js';
import { indexError, valueError } from '../objects/py-error.js';
import { PyList } from '../objects/py-list.js';
import type { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { truth } from '../objects/truth.js';
import { sortValues } from './sort-values.js';

/** Methods of `list`. */
export const listMethods = {
  append: method<PyList>('append(object, /)', (rt, self, [item]) => {
    rt.reserve(1);
    self.items.push(item ?? null);
    return null;
  }),
  clear: method<PyList>('clear()', (_rt, self) => {
    self.items.length = 0;
    return null;
  }),
  copy: method<PyList>('copy()', (rt, self) => new PyList(listItems(rt, self))),
  count: method<PyList>('count(value, /)', (rt, self, [value]) => countItem(rt, self.items, value)),
  extend: method<PyList>('extend(iterable, /)', (rt, self, [items]) => {
    for (const item of listItems(rt, items ?? null)) self.items.push(item);
    return null;
  }),
  index: method<PyList>('index(value, start=0, stop=0, /)', (rt, self, [value, start, stop]) =>
    indexOfItem(rt, 'list', self.items, value, start, stop),
  ),
  insert: method<PyList>('insert(index, object, /)', (rt, self, [index, item]) => {
    rt.step(self.items.length >> 3);
    self.items.splice(toIndex(index), 0, item ?? null);
    return null;
  }),
  pop: method<PyList>('pop(index=-1, /)', (_rt, self, [index]) => popItem(self, toIndex(index ?? -1))),
  remove: method<PyList>('remove(value, /)', (rt, self, [value]) => {
    const at = self.items.findIndex((item) => sameOrEqual(rt, item, value ?? null));
    if (at < 0) throw valueError('list.remove(x): x not in list');
    self.items.splice(at, 1);
    return null;
  }),
  reverse: method<PyList>('reverse()', (_rt, self) => {
    self.items.reverse();
    return null;
  }),
  sort: method<PyList>('sort(*, key=None, reverse=False)', (rt, self, [key, reverse]) => {
    const sorted = sortValues(rt, self.items, {
      key: key === undefined || key === null ? undefined : (item) => rt.call(key, [item]),
      reverse: truth(rt, reverse ?? false),
    });
    self.items.splice(0, self.items.length, ...sorted);
    return null;
  }),
};

/** Methods of `tuple`. */
export const tupleMethods = {
  count: method<PyTuple>('count(value, /)', (rt, self, [value]) => countItem(rt, self.items, value)),
  index: method<PyTuple>('index(value, start=0, stop=0, /)', (rt, self, [value, start, stop]) =>
    indexOfItem(rt, 'tuple', self.items, value, start, stop),
  ),
};

function countItem(rt: Runtime, items: readonly PyValue[], value: PyValue | undefined): number {
  rt.step(items.length);
  return items.filter((item) => sameOrEqual(rt, item, value ?? null)).length;
}

function indexOfItem(
  rt: Runtime,
  type: string,
  items: readonly PyValue[],
  value: PyValue = null,
  start: PyValue = 0,
  stop: PyValue = items.length,
): number {
  rt.step(items.length);
  const clamp = (at: number): number => Math.max(0, at < 0 ? at + items.length : at);
  const last = Math.min(items.length, clamp(toIndex(stop)));
  for (let at = clamp(toIndex(start)); at < last; at += 1) {
    if (sameOrEqual(rt, items[at] ?? null, value)) return at;
  }
  throw valueError(type === 'tuple' ? 'tuple.index(x): x not in tuple' : `${repr(rt, value)} is not in list`);
}

function popItem(list: PyList, index: number): PyValue {
  if (list.items.length === 0) throw indexError('pop from empty list');
  const at = index < 0 ? index + list.items.length : index;
  const [item] = at < 0 ? [] : list.items.splice(at, 1);
  if (item === undefined) throw indexError('pop index out of range');
  return item;
}

import type { HashKey, PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { hashKey } from './hash-key.js';
import { reprItems } from './print.js';
import { type BinaryOperator, makeType, type PyType } from './py-type.js';
import { unhashable } from './unhashable.js';

/** A Python set. Its order is that of insertion: Python's depends on the process. */
export class PySet implements PyObject {
  readonly entries: Map<HashKey, PyValue> = new Map<HashKey, PyValue>();

  get type(): PyType {
    return setType;
  }

  /** Adds an item unless an equal one is there. */
  add(rt: Runtime, item: PyValue): void {
    const key = hashKey(rt, item);
    if (!this.entries.has(key)) this.entries.set(key, item);
  }

  /** Whether an equal item is there. */
  has(rt: Runtime, item: PyValue): boolean {
    return this.entries.has(hashKey(rt, item));
  }

  /** Removes an item; says whether it was there. */
  delete(rt: Runtime, item: PyValue): boolean {
    return this.entries.delete(hashKey(rt, item));
  }
}

/** Python's `set`. */
export const setType: PyType = makeType<PySet>({
  name: 'set',
  hash: unhashable('set'),
  repr: (rt, self) =>
    self.entries.size === 0 ? 'set()' : reprItems(rt, self, self.entries.values(), (text) => `{${text}}`),
  equals: (_rt, self, other) =>
    other instanceof PySet ? self.entries.size === other.entries.size && isSubset(self, other) : undefined,
  order: (_rt, self, other) => (other instanceof PySet ? orderSets(self, other) : undefined),
  length: (_rt, self) => self.entries.size,
  iterate: (_rt, self) => self.entries.values(),
  contains: (rt, self, item) => self.has(rt, item),
  binary: (_rt, operator, self, other) =>
    other instanceof PySet ? setBinary(operator, self, other) : undefined,
});

/** Whether every item of `a` is in `b`. */
export function isSubset(a: PySet, b: PySet): boolean {
  for (const key of a.entries.keys()) if (!b.entries.has(key)) return false;
  return true;
}

/** `a operator b` for `&`, `|`, `-` and `^`. */
export function setBinary(operator: BinaryOperator, a: PySet, b: PySet): PySet | undefined {
  if (operator === '&') return select(a, (key) => b.entries.has(key));
  if (operator === '-') return select(a, (key) => !b.entries.has(key));
  if (operator === '|') return union(a, b);
  return operator === '^' ? union(setBinary('-', a, b) ?? a, setBinary('-', b, a) ?? b) : undefined;
}

function select(set: PySet, keep: (key: HashKey) => boolean): PySet {
  const out = new PySet();
  for (const [key, item] of set.entries) if (keep(key)) out.entries.set(key, item);
  return out;
}

function union(a: PySet, b: PySet): PySet {
  const out = select(a, () => true);
  for (const [key, item] of b.entries) if (!out.entries.has(key)) out.entries.set(key, item);
  return out;
}

/** `<` between sets means "is a proper subset": neither holds for sets that overlap only. */
function orderSets(a: PySet, b: PySet): number {
  const [below, above] = [isSubset(a, b), isSubset(b, a)];
  if (below && above) return 0;
  return below ? -1 : above ? 1 : NaN;
}

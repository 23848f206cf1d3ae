import { method } from '../objects/attribute.js';
import { sameOrEqual } from '../objects/equality.js';
import { iterate, tryIterate } from '../objects/iterate.js';
import { reprItems } from '../objects/print.js';
import { dictEntries, type PyDict } from '../objects/py-dict.js';
import { isSubset, PySet, setBinary } from '../objects/py-set.js';
import { PyTuple } from '../objects/py-tuple.js';
import { makeType, type PyType } from '../objects/py-type.js';
import type { PyObject, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { unhashable } from '../objects/unhashable.js';

/** `dict.keys()`, `dict.values()` or `dict.items()`: shows what the dict has at any time. */
export class DictView implements PyObject {
  readonly dict: PyDict;
  readonly kind: 'keys' | 'values' | 'items';

  constructor(dict: PyDict, kind: 'keys' | 'values' | 'items') {
    this.dict = dict;
    this.kind = kind;
  }

  get type(): PyType {
    return viewTypes[this.kind];
  }

  *[Symbol.iterator](): Generator<PyValue, void> {
    for (const { key, value } of dictEntries(this.dict)) {
      if (this.kind === 'keys') yield key;
      else yield this.kind === 'values' ? value : new PyTuple([key, value]);
    }
  }
}

function makeViewType(kind: DictView['kind']): PyType {
  return makeType<DictView>({
    ...(kind === 'values' ? {} : setHooks),
    name: `dict_${kind}`,
    hash: unhashable(`dict_${kind}`),
    repr: (rt, self) => reprItems(rt, self, self, (text) => `dict_${kind}([${text}])`),
    length: (_rt, self) => self.dict.size,
    iterate: (_rt, self) => self,
    contains: (rt, self, item) => {
      if (kind === 'keys') return self.dict.get(rt, item) !== undefined;
      for (const each of self) if (sameOrEqual(rt, each, item)) return true;
      return false;
    },
  });
}

/** Views of keys and items take part in the operators of sets. */
const setHooks: Parameters<typeof makeType<DictView>>[0] = {
  name: '',
  equals: (rt, self, other) => {
    const [a, b] = [toSet(rt, self), setOf(rt, other)];
    return b === undefined ? undefined : a.entries.size === b.entries.size && isSubset(a, b);
  },
  binary: (rt, operator, self, other, reflected) => {
    const right = tryIterate(rt, other) === undefined ? undefined : toSet(rt, other);
    if (right === undefined) return undefined;
    const left = toSet(rt, self);
    return reflected ? setBinary(operator, right, left) : setBinary(operator, left, right);
  },
  attributes: {
    isdisjoint: method<DictView>('isdisjoint(other, /)', (rt, self, [other]) => {
      const right = toSet(rt, other ?? null);
      return (setBinary('&', toSet(rt, self), right)?.entries.size ?? 0) === 0;
    }),
  },
};

function setOf(rt: Runtime, value: PyValue): PySet | undefined {
  return value instanceof PySet || value instanceof DictView ? toSet(rt, value) : undefined;
}

/** The set of the items of anything that can be iterated. */
export function toSet(rt: Runtime, value: PyValue): PySet {
  const set = new PySet();
  for (const item of iterate(rt, value)) set.add(rt, item);
  rt.reserve(set.entries.size);
  return set;
}

const viewTypes: Readonly<Record<DictView['kind'], PyType>> = {
  keys: makeViewType('keys'),
  values: makeViewType('values'),
  items: makeViewType('items'),
};

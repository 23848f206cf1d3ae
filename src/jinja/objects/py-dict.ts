import type { HashKey, PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { sameOrEqual } from './equality.js';
import { hashKey, textKey } from './hash-key.js';
import { isPyError, PyError } from './py-error.js';
import { guarded, repr } from './print.js';
import { makeType, type PyType } from './py-type.js';
import { unhashable } from './unhashable.js';

/** One item of a dict. */
export interface DictEntry {
  readonly key: PyValue;
  value: PyValue;
}

/** A Python dict: keeps the order in which keys were added. */
export class PyDict implements PyObject {
  readonly entries: Map<HashKey, DictEntry> = new Map<HashKey, DictEntry>();

  get type(): PyType {
    return dictType;
  }

  get size(): number {
    return this.entries.size;
  }

  /** The value of a key; throws TypeError if the key cannot be hashed. */
  get(rt: Runtime, key: PyValue): PyValue | undefined {
    return this.entries.get(hashKey(rt, key))?.value;
  }

  /** The value of a str key. */
  getText(key: string): PyValue | undefined {
    return this.entries.get(textKey(key))?.value;
  }

  /** Sets an item; an equal key that is there already stays as it is, as in Python. */
  set(rt: Runtime, key: PyValue, value: PyValue): void {
    this.#put(hashKey(rt, key), key, value);
  }

  /** Sets the item of a str key. */
  setText(key: string, value: PyValue): void {
    this.#put(textKey(key), key, value);
  }

  /** Removes a key and gives its value. */
  remove(rt: Runtime, key: PyValue): PyValue | undefined {
    const hash = hashKey(rt, key);
    const entry = this.entries.get(hash);
    this.entries.delete(hash);
    return entry?.value;
  }

  #put(hash: HashKey, key: PyValue, value: PyValue): void {
    const entry = this.entries.get(hash);
    if (entry === undefined) this.entries.set(hash, { key, value });
    else entry.value = value;
  }
}

/** Python's `dict`. */
export const dictType: PyType = makeType<PyDict>({
  name: 'dict',
  hash: unhashable('dict'),
  repr: (rt, self) =>
    guarded(
      rt,
      self,
      (text) => `{${text}}`,
      () => Array.from(self.entries.values(), ({ key, value }) => `${repr(rt, key)}: ${repr(rt, value)}`),
    ),
  equals: (rt, self, other) => (other instanceof PyDict ? equalDicts(rt, self, other) : undefined),
  length: (_rt, self) => self.size,
  iterate: (_rt, self) => dictKeys(self),
  contains: (rt, self, item) => self.entries.has(hashKey(rt, item)),
  getItem: (rt, self, key) => lookUp(rt, self, key),
  binary: (rt, operator, self, other, reflected) =>
    operator === '|' && other instanceof PyDict
      ? reflected
        ? mergeDicts(rt, other, self)
        : mergeDicts(rt, self, other)
      : undefined,
});

/** The keys of a dict, in order. */
export function* dictKeys(dict: PyDict): Generator<PyValue, void> {
  for (const entry of dictEntries(dict)) yield entry.key;
}

/** The items of a dict, in order; RuntimeError if the dict grows or shrinks meanwhile. */
export function* dictEntries(dict: PyDict): Generator<DictEntry, void> {
  const { size } = dict;
  for (const entry of dict.entries.values()) {
    yield entry;
    if (dict.size !== size) throw new PyError('RuntimeError', 'dictionary changed size during iteration');
  }
}

/** A dict of another's items. */
export function copyDict(rt: Runtime, dict: PyDict): PyDict {
  return mergeDicts(rt, dict, new PyDict());
}

/** `a | b`. */
export function mergeDicts(rt: Runtime, a: PyDict, b: PyDict): PyDict {
  rt.reserve(a.size + b.size);
  const merged = new PyDict();
  for (const { key, value } of a.entries.values()) merged.set(rt, key, value);
  for (const { key, value } of b.entries.values()) merged.set(rt, key, value);
  return merged;
}

/** `dict[key]` for a template: a key that cannot be hashed is as absent as any other. */
function lookUp(rt: Runtime, dict: PyDict, key: PyValue): PyValue | undefined {
  if (typeof key === 'string') return dict.getText(key);
  try {
    return dict.get(rt, key);
  } catch (error) {
    if (isPyError(error, 'TypeError')) return undefined;
    throw error;
  }
}

function equalDicts(rt: Runtime, a: PyDict, b: PyDict): boolean {
  if (a.size !== b.size) return false;
  rt.step(a.size);
  return rt.nested(() => {
    for (const [hash, { value }] of a.entries) {
      const other = b.entries.get(hash);
      if (other === undefined || !sameOrEqual(rt, value, other.value)) return false;
    }
    return true;
  });
}

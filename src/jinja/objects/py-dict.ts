import type { HashKey, PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { unhashable } from './unhashable.js';
import { makeType, type PyType } from './py-type.js';
import { hashKey, textKey } from './hash-key.js';

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
export const dictType: PyType = makeType<PyDict>({ name: 'dict', hash: unhashable('dict') });

import type { HashKey, PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { unhashable } from './unhashable.js';
import { makeType, type PyType } from './py-type.js';
import { hashKey } from './hash-key.js';

/** A Python set. Its order is that of insertion: Python's depends on the process. */
export class PySet implements PyObject {
  readonly entries: Map<HashKey, PyValue> = new Map<HashKey, PyValue>();

  get type(): PyType {
    return setType;
  }

  add(rt: Runtime, item: PyValue): void {
    const key = hashKey(rt, item);
    if (!this.entries.has(key)) this.entries.set(key, item);
  }

  has(rt: Runtime, item: PyValue): boolean {
    return this.entries.has(hashKey(rt, item));
  }

  delete(rt: Runtime, item: PyValue): boolean {
    return this.entries.delete(hashKey(rt, item));
  }
}

/** Python's `set`. */
export const setType: PyType = makeType<PySet>({ name: 'set', hash: unhashable('set') });

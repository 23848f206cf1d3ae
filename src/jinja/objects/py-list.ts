import type { PyObject, PyValue } from './py-value.js';
import { unhashable } from './unhashable.js';
import { makeType, type PyType } from './py-type.js';

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
export const listType: PyType = makeType<PyList>({ name: 'list', hash: unhashable('list') });

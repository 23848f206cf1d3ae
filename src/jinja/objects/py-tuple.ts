import type { PyObject, PyValue } from './py-value.js';
import { makeType, type PyType } from './py-type.js';

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
export const tupleType: PyType = makeType<PyTuple>({ name: 'tuple' });

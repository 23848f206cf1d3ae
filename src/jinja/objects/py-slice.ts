import type { PyObject, PyValue } from './py-value.js';
import { unhashable } from './unhashable.js';
import { makeType, type PyType } from './py-type.js';

/** `start:stop:step` between square brackets. */
export class PySlice implements PyObject {
  readonly start: PyValue;
  readonly stop: PyValue;
  readonly step: PyValue;

  constructor(start: PyValue, stop: PyValue, step: PyValue) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  get type(): PyType {
    return sliceType;
  }
}

/** Python's `slice`. */
export const sliceType: PyType = makeType<PySlice>({ name: 'slice', hash: unhashable('slice') });

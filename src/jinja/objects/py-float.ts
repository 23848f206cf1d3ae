import type { PyObject } from './py-value.js';
import { floatText } from './float-text.js';
import { makeType, type PyType } from './py-type.js';

/** A Python float. A bare JavaScript number is an int. */
export class PyFloat implements PyObject {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  get type(): PyType {
    return floatType;
  }
}

/** Python's `float`. */
export const floatType: PyType = makeType<PyFloat>({
  name: 'float',
  repr: (_rt, self) => floatText(self.value),
  truth: (_rt, self) => self.value !== 0,
});

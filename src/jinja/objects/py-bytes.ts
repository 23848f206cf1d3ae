import type { PyObject } from './py-value.js';
import { compoundKey } from './hash-key.js';
import { makeType, type PyType } from './py-type.js';

/** Python bytes. */
export class PyBytes implements PyObject {
  readonly data: Uint8Array;

  constructor(data: Uint8Array) {
    this.data = data;
  }

  get type(): PyType {
    return bytesType;
  }
}

/** Python's `bytes`. */
export const bytesType: PyType = makeType<PyBytes>({
  name: 'bytes',
  hash: (_rt, self) => compoundKey('bytes', self.data.join()),
});

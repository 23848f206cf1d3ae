import type { HashKey, PyObject, PyValue } from './py-value.js';
import { compoundKey } from './hash-key.js';
import { bytesRepr } from './text-repr.js';
import { itemAt } from './py-list.js';
import { PySlice } from './py-slice.js';
import { repeatCount } from './repeat.js';
import type { Runtime } from './runtime.js';
import { sliceItems } from './slicing.js';
import { typeError } from './py-error.js';
import { typeName } from './type-name.js';
import { type BinaryOperator, makeType, type PyType } from './py-type.js';

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
  repr: (_rt, self) => bytesRepr(self.data),
  equals: (_rt, self, other) =>
    other instanceof PyBytes ? orderBytes(self.data, other.data) === 0 : undefined,
  order: (_rt, self, other) => (other instanceof PyBytes ? orderBytes(self.data, other.data) : undefined),
  length: (_rt, self) => self.data.length,
  iterate: (_rt, self) => self.data,
  contains: (_rt, self, item) => bytesContain(self.data, item),
  getItem: (_rt, self, key) =>
    key instanceof PySlice
      ? new PyBytes(Uint8Array.from(sliceItems([...self.data], key)))
      : itemAt([...self.data], key),
  binary: (rt, operator, self, other) => bytesBinary(rt, operator, self, other),
  hash: (_rt, self) => bytesKey(self),
});

/** The key of bytes in a dict or a set. */
export function bytesKey(bytes: PyBytes): HashKey {
  return compoundKey('bytes', bytes.data.join());
}

function orderBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

function bytesContain(data: Uint8Array, item: PyValue): boolean {
  if (item instanceof PyBytes) return Buffer.from(data).includes(Buffer.from(item.data));
  if (typeof item === 'number') return data.includes(item);
  throw typeError(`a bytes-like object is required, not '${typeName(item)}'`);
}

function bytesBinary(
  rt: Runtime,
  operator: BinaryOperator,
  self: PyBytes,
  other: PyValue,
): PyBytes | undefined {
  if (operator === '+' && other instanceof PyBytes)
    return new PyBytes(Buffer.concat([self.data, other.data]));
  const times = operator === '*' ? repeatCount(other) : undefined;
  if (times === undefined) return undefined;
  rt.reserve(self.data.length * times);
  const out = new Uint8Array(self.data.length * times);
  for (let round = 0; round < times; round += 1) out.set(self.data, round * self.data.length);
  return new PyBytes(out);
}

import { constant, method, property } from '../objects/attribute.js';
import { toInt, toIndex, toText } from '../objects/coerce.js';
import { makeInt } from '../objects/make-int.js';
import { overflowError, valueError } from '../objects/py-error.js';
import { PyBytes } from '../objects/py-bytes.js';
import { PyFloat } from '../objects/py-float.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyObject, PyValue } from '../objects/py-value.js';
import { truth } from '../objects/truth.js';
import { floatHex, floatRatio } from './float-parts.js';

/** Attributes of `int` and `bool`. */
export const intMethods = {
  bit_length: method<PyValue>('bit_length()', (_rt, self) => bits(self).replace(/^0$/, '').length),
  bit_count: method<PyValue>('bit_count()', (_rt, self) => bits(self).replaceAll('0', '').length),
  conjugate: method<PyValue>('conjugate()', (_rt, self) => toInt(self)),
  as_integer_ratio: method<PyValue>('as_integer_ratio()', (_rt, self) => new PyTuple([toInt(self), 1])),
  to_bytes: method<PyValue>('to_bytes(length=1, byteorder="big", *, signed=False)', (rt, self, args) => {
    const [length = 1, order = 'big', signed = false] = args;
    rt.reserve(toIndex(length));
    return new PyBytes(intBytes(BigInt(toInt(self)), toIndex(length), toText(order), truth(rt, signed)));
  }),
  real: property<PyObject>((_rt, self) => toInt(self)),
  imag: constant(() => 0),
  numerator: property<PyObject>((_rt, self) => toInt(self)),
  denominator: constant(() => 1),
};

/** Attributes of `float`. */
export const floatMethods = {
  is_integer: method<PyFloat>('is_integer()', (_rt, self) => Number.isInteger(self.value)),
  as_integer_ratio: method<PyFloat>('as_integer_ratio()', (_rt, self) => {
    const [numerator, denominator] = floatRatio(self.value);
    return new PyTuple([makeInt(numerator), makeInt(denominator)]);
  }),
  hex: method<PyFloat>('hex()', (_rt, self) => floatHex(self.value)),
  conjugate: method<PyFloat>('conjugate()', (_rt, self) => self),
  real: property<PyFloat>((_rt, self) => self),
  imag: constant(() => new PyFloat(0)),
};

function bits(value: PyValue): string {
  const big = BigInt(toInt(value));
  return (big < 0n ? -big : big).toString(2);
}

function intBytes(value: bigint, length: number, order: string, signed: boolean): Uint8Array {
  if (order !== 'big' && order !== 'little') throw valueError("byteorder must be either 'little' or 'big'");
  if (value < 0n && !signed) throw overflowError("can't convert negative int to unsigned");
  const size = BigInt(length * 8);
  const fits = signed ? BigInt.asIntN(Number(size), value) === value : value < 1n << size;
  if (!fits) throw overflowError('int too big to convert');
  const hex = BigInt.asUintN(Number(size), value)
    .toString(16)
    .padStart(length * 2, '0');
  const data = Uint8Array.from(Buffer.from(length === 0 ? '' : hex, 'hex'));
  return order === 'big' ? data : data.reverse();
}

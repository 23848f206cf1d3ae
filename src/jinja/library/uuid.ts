import { property } from '../objects/attribute.js';
import { compoundKey } from '../objects/hash-key.js';
import { makeInt } from '../objects/make-int.js';
import { nativeFunction, type NativeFunction } from '../objects/native-function.js';
import { PyBytes } from '../objects/py-bytes.js';
import { PyTuple } from '../objects/py-tuple.js';
import { type PyType, makeType } from '../objects/py-type.js';
import type { PyObject } from '../objects/py-value.js';

/** Python's `uuid.UUID`. */
export class PyUuid implements PyObject {
  /** 32 hexadecimal digits. */
  readonly hex: string;

  constructor(hex: string) {
    this.hex = hex;
  }

  get type(): PyType {
    return uuidType;
  }

  /** The number that some hexadecimal digits stand for. */
  digits(from: number, to: number): number | bigint {
    return makeInt(BigInt(`0x${this.hex.slice(from, to)}`));
  }

  toString(): string {
    return this.hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}

/** The type of UUIDs; templates get them from `utils.uuid()`. */
export const uuidType: PyType = makeType<PyUuid>({
  name: 'UUID',
  module: 'uuid',
  repr: (_rt, self) => `UUID('${self.toString()}')`,
  str: (_rt, self) => self.toString(),
  hash: (_rt, self) => compoundKey('uuid', self.hex),
  equals: (_rt, self, other) => (other instanceof PyUuid ? self.hex === other.hex : undefined),
  order: (_rt, self, other) => {
    if (!(other instanceof PyUuid)) return undefined;
    return self.hex === other.hex ? 0 : self.hex < other.hex ? -1 : 1;
  },
  attributes: {
    hex: property((_rt, self) => self.hex),
    int: property((_rt, self) => self.digits(0, 32)),
    urn: property((_rt, self) => `urn:uuid:${self.toString()}`),
    bytes: property((_rt, self) => new PyBytes(Buffer.from(self.hex, 'hex'))),
    version: property((_rt, self) => Number(self.digits(12, 13))),
    variant: property(() => 'specified in RFC 4122'),
    time_low: property((_rt, self) => self.digits(0, 8)),
    time_mid: property((_rt, self) => self.digits(8, 12)),
    time_hi_version: property((_rt, self) => self.digits(12, 16)),
    clock_seq_hi_variant: property((_rt, self) => self.digits(16, 18)),
    clock_seq_low: property((_rt, self) => self.digits(18, 20)),
    node: property((_rt, self) => self.digits(20, 32)),
    fields: property(
      (_rt, self) =>
        new PyTuple(
          [0, 8, 12, 16, 18, 20].map((from, at, starts) => self.digits(from, starts[at + 1] ?? 32)),
        ),
    ),
  },
});

/** lava's `utils.uuid`: `uuid.uuid4`. */
export function makeUuid4(): NativeFunction {
  return nativeFunction('uuid4()', (rt) => new PyUuid(randomHex(rt.host.random)));
}

/** A version 4 UUID of random numbers. */
export function randomHex(random: () => number): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(random() * 256));
  const marked = bytes.map((byte, at) =>
    at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  return marked.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

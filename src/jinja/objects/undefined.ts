import type { PyObject } from './py-value.js';
import { compoundKey } from './hash-key.js';
import { PyError, typeError, undefinedError } from './py-error.js';
import { makeType, type PyType } from './py-type.js';

/** Jinja's default Undefined: prints as nothing, fails on most uses with the message it was made with. */
export class Undefined implements PyObject {
  readonly #message: string;
  readonly #pyName: string;

  constructor(message: string, pyName = 'UndefinedError') {
    this.#message = message;
    this.#pyName = pyName;
  }

  get type(): PyType {
    return undefinedType;
  }

  /** The error that a use of it raises. */
  error(): PyError {
    return this.#pyName === 'UndefinedError'
      ? undefinedError(this.#message)
      : new PyError(this.#pyName, this.#message);
  }
}

/** The type of undefined values. */
export const undefinedType: PyType = makeType<Undefined>({
  name: 'Undefined',
  module: 'jinja2.runtime',
  str: () => '',
  repr: () => 'Undefined',
  truth: () => false,
  length: () => 0,
  iterate: () => [],
  equals: (_rt, _self, other) => (other instanceof Undefined ? true : undefined),
  hash: () => compoundKey('Undefined'),
  order: (_rt, self) => {
    throw self.error();
  },
  binary: (_rt, _operator, self) => {
    throw self.error();
  },
  unary: (_rt, operator, self) => {
    throw operator === 'abs' ? typeError("bad operand type for abs(): 'Undefined'") : self.error();
  },
  getItem: (_rt, self) => {
    throw self.error();
  },
  getAttribute: (_rt, self) => {
    throw self.error();
  },
  call: (_rt, self) => {
    throw self.error();
  },
});

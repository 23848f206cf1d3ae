import type { PyObject } from './py-value.js';
import { makeType, type PyType } from './py-type.js';

/** Jinja's default Undefined: prints as nothing, fails on most uses with the message it was made with. */
export class Undefined implements PyObject {
  /** What the UndefinedError says. */
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }

  get type(): PyType {
    return undefinedType;
  }
}

/** The type of undefined values. */
export const undefinedType: PyType = makeType<Undefined>({ name: 'Undefined', module: 'jinja2.runtime' });

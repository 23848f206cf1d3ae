import type { PyObject, PyValue } from './py-value.js';
import { makeType, type PyType } from './py-type.js';

/** A one-shot Python iterator or generator: what it has given it does not give again. */
export class PyIterator implements PyObject {
  /** What `repr` calls it, e.g. `generator object`. */
  readonly label: string;
  readonly #source: Iterator<PyValue>;

  constructor(source: Iterator<PyValue>, label = 'generator object') {
    this.#source = source;
    this.label = label;
  }

  get type(): PyType {
    return iteratorType;
  }

  /** The next value, or `undefined` at the end. */
  next(): PyValue | undefined {
    const step = this.#source.next();
    return step.done === true ? undefined : step.value;
  }

  *[Symbol.iterator](): Iterator<PyValue> {
    for (let value = this.next(); value !== undefined; value = this.next()) yield value;
  }
}

/** The type of iterators and generators. */
export const iteratorType: PyType = makeType<PyIterator>({
  name: 'generator',
  repr: (_rt, self) => `<${self.label}>`,
  truth: () => true,
  iterate: (_rt, self) => self,
});

import { construct, method, property } from '../objects/attribute.js';
import { PyError } from '../objects/py-error.js';
import { PyTuple } from '../objects/py-tuple.js';
import { makeType, type PyType } from '../objects/py-type.js';
import type { PyObject, PyValue } from '../objects/py-value.js';

/** `cycler('odd', 'even')`: gives its values in turn. */
export class Cycler implements PyObject {
  readonly items: readonly PyValue[];
  position = 0;

  constructor(items: readonly PyValue[]) {
    this.items = items;
  }

  get type(): PyType {
    return cyclerType;
  }

  get current(): PyValue {
    return this.items[this.position] ?? null;
  }

  /** The current value; moves on to the next. */
  next(): PyValue {
    const value = this.current;
    this.position = (this.position + 1) % this.items.length;
    return value;
  }
}

/** Jinja's `cycler`. */
export const cyclerType: PyType = makeType<Cycler>({
  name: 'Cycler',
  module: 'jinja2.utils',
  construct: construct('cycler(*items)', (_rt, _cls, [items]) => {
    const values = items instanceof PyTuple ? items.items : [];
    if (values.length === 0) throw new PyError('RuntimeError', 'at least one item has to be provided');
    return new Cycler(values);
  }),
  attributes: {
    current: property<Cycler>((_rt, self) => self.current),
    items: property<Cycler>((_rt, self) => new PyTuple(self.items)),
    pos: property<Cycler>((_rt, self) => self.position),
    next: method<Cycler>('next()', (_rt, self) => self.next()),
    reset: method<Cycler>('reset()', (_rt, self) => {
      self.position = 0;
      return null;
    }),
  },
});

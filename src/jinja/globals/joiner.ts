import { construct, property } from '../objects/attribute.js';
import { makeType, type PyType } from '../objects/py-type.js';
import type { PyObject, PyValue } from '../objects/py-value.js';

/** `joiner(', ')`: nothing the first time it is called, its separator from then on. */
export class Joiner implements PyObject {
  readonly separator: PyValue;
  used = false;

  constructor(separator: PyValue) {
    this.separator = separator;
  }

  get type(): PyType {
    return joinerType;
  }
}

/** Jinja's `joiner`. */
export const joinerType: PyType = makeType<Joiner>({
  name: 'Joiner',
  module: 'jinja2.utils',
  construct: construct('joiner(sep=", ")', (_rt, _cls, [separator]) => new Joiner(separator ?? ', ')),
  call: (_rt, self) => {
    const value = self.used ? self.separator : '';
    self.used = true;
    return value;
  },
  attributes: {
    sep: property<Joiner>((_rt, self) => self.separator),
    used: property<Joiner>((_rt, self) => self.used),
  },
});

import { makeType, type PyType } from '../objects/py-type.js';
import type { Args, Kwargs, PyObject, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { guarded, repr } from '../objects/print.js';
import { textOf } from '../objects/coerce.js';
import { updateDict } from '../methods/update-dict.js';
import { PyDict } from '../objects/py-dict.js';

/** `namespace()`: an object whose attributes `{% set ns.x = ... %}` can set. */
export class Namespace implements PyObject {
  readonly values: Map<string, PyValue>;

  constructor(values: Map<string, PyValue>) {
    this.values = values;
  }

  get type(): PyType {
    return namespaceType;
  }
}

/** Jinja's `namespace`. */
export const namespaceType: PyType = makeType<Namespace>({
  name: 'Namespace',
  module: 'jinja2.utils',
  construct: (rt, _cls, args, kwargs) => makeNamespace(rt, args, kwargs),
  getAttribute: (_rt, self, name) => self.values.get(name),
  repr: (rt, self) =>
    guarded(
      rt,
      self,
      (text) => `<Namespace {${text}}>`,
      () => Array.from(self.values, ([name, value]) => `${repr(rt, name)}: ${repr(rt, value)}`),
    ),
});

function makeNamespace(rt: Runtime, args: Args, kwargs: Kwargs): Namespace {
  const dict = new PyDict();
  updateDict(rt, 'dict', dict, args, kwargs);
  const values = new Map<string, PyValue>();
  for (const { key, value } of dict.entries.values()) {
    const name = textOf(key);
    if (name !== undefined) values.set(name, value);
  }
  return new Namespace(values);
}

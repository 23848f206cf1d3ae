import type { PyObject, PyValue } from './py-value.js';
import { makeType, type PyType } from './py-type.js';

/** A Python module, like `utils.re`: names and values. */
export class PyModule implements PyObject {
  readonly name: string;
  readonly members: ReadonlyMap<string, PyValue>;

  constructor(name: string, members: ReadonlyMap<string, PyValue>) {
    this.name = name;
    this.members = members;
  }

  get type(): PyType {
    return moduleType;
  }
}

/** Python's `module`. */
export const moduleType: PyType = makeType<PyModule>({
  name: 'module',
  repr: (_rt, self) => `<module '${self.name}'>`,
  getAttribute: (_rt, self, name) => self.members.get(name),
});

/** Makes a module of its members. */
export function makeModule(name: string, members: Readonly<Record<string, PyValue>>): PyModule {
  return new PyModule(name, new Map(Object.entries(members)));
}

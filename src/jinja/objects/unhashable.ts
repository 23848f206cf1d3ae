import type { HashKey, PyObject } from './py-value.js';
import type { Runtime } from './runtime.js';
import { typeError } from './py-error.js';

/** The `hash` hook of a type whose values can change. */
export function unhashable(name: string): (rt: Runtime, self: PyObject) => HashKey {
  return () => {
    throw typeError(`unhashable type: '${name}'`);
  };
}

import type { Args, Kwargs, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { typeError } from './py-error.js';
import { PyType } from './py-type.js';
import { typeName } from './type-name.js';

/** `callee(*args, **kwargs)`. */
export function callValue(rt: Runtime, callee: PyValue, args: Args, kwargs: Kwargs): PyValue {
  if (typeof callee === 'object' && callee !== null) {
    if (callee instanceof PyType) return makeInstance(rt, callee, args, kwargs);
    const hook = callee.type.hooks.call;
    if (hook !== undefined) return hook(rt, callee, args, kwargs);
  }
  throw typeError(`'${typeName(callee)}' object is not callable`);
}

/** Whether a value can be called. */
export function isCallable(value: PyValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof PyType || value.type.hooks.call !== undefined;
}

function makeInstance(rt: Runtime, cls: PyType, args: Args, kwargs: Kwargs): PyValue {
  const construct = cls.hooks.construct;
  if (construct === undefined) throw typeError(`cannot create '${cls.qualifiedName}' instances`);
  return construct(rt, cls, args, kwargs);
}

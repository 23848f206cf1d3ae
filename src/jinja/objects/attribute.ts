import type { Args, Kwargs, PyObject, PyValue } from './py-value.js';
import type { PyType } from './py-type.js';
import type { Runtime } from './runtime.js';
import { type Bound, bind, parseSignature } from './signature.js';

/** A method on an instance; read from the class it is a function that takes the instance first. */
export interface MethodAttribute<T extends PyValue> {
  readonly kind: 'method';
  readonly name: string;
  call(this: void, rt: Runtime, self: T, args: Args, kwargs: Kwargs): PyValue;
}

/** A computed attribute of an instance. */
export interface PropertyAttribute<T extends PyValue> {
  readonly kind: 'property';
  get(this: void, rt: Runtime, self: T): PyValue;
}

/** A class method (or static method), which can be called on the class and on an instance. */
export interface ClassMethodAttribute {
  readonly kind: 'classMethod';
  readonly name: string;
  call(this: void, rt: Runtime, cls: PyType, args: Args, kwargs: Kwargs): PyValue;
}

/** A value that the class and all instances share; made on every reading, so that it holds no state. */
export interface ConstantAttribute {
  readonly kind: 'constant';
  get(this: void, rt: Runtime): PyValue;
}

/** One entry of a type's attribute table. */
export type Attribute<T extends PyValue> =
  MethodAttribute<T> | PropertyAttribute<T> | ClassMethodAttribute | ConstantAttribute;

/** A type's attributes by name: the only way from a template to what an object can do. */
export type AttributeTable = ReadonlyMap<string, Attribute<never>>;

/**
 * A method that takes its arguments by a signature: `method('split(sep=None, maxsplit=-1)', (rt, self, [sep, max]) => ...)`.
 * An argument that was not given arrives as `undefined`; the defaults in the text are documentation.
 */
export function method<T extends PyValue>(
  signature: string,
  body: (rt: Runtime, self: T, args: Bound) => PyValue,
): MethodAttribute<T> {
  const parsed = parseSignature(signature);
  return {
    kind: 'method',
    name: parsed.name,
    call: (rt, self, args, kwargs) => body(rt, self, bind(parsed, args, kwargs)),
  };
}

/** A method that reads its positional and keyword arguments by itself. */
export function rawMethod<T extends PyValue>(
  name: string,
  call: (rt: Runtime, self: T, args: Args, kwargs: Kwargs) => PyValue,
): MethodAttribute<T> {
  return { kind: 'method', name, call };
}

/** A computed attribute. */
export function property<T extends PyObject>(get: (rt: Runtime, self: T) => PyValue): PropertyAttribute<T> {
  return { kind: 'property', get };
}

/** A class or static method. */
export function classMethod(
  signature: string,
  body: (rt: Runtime, cls: PyType, args: Bound) => PyValue,
): ClassMethodAttribute {
  const parsed = parseSignature(signature);
  return {
    kind: 'classMethod',
    name: parsed.name,
    call: (rt, cls, args, kwargs) => body(rt, cls, bind(parsed, args, kwargs)),
  };
}

/** A constant of the class. */
export function constant(get: (rt: Runtime) => PyValue): ConstantAttribute {
  return { kind: 'constant', get };
}

/** A constructor that takes its arguments by a signature, for the `construct` hook of a type. */
export function construct(
  signature: string,
  body: (rt: Runtime, cls: PyType, args: Bound) => PyValue,
): (rt: Runtime, cls: PyType, args: Args, kwargs: Kwargs) => PyValue {
  const parsed = parseSignature(signature);
  return (rt, cls, args, kwargs) => body(rt, cls, bind(parsed, args, kwargs));
}

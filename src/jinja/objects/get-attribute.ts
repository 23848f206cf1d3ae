import type { Attribute, AttributeTable, MethodAttribute } from './attribute.js';
import type { PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { builtinAttributes } from '../methods/builtin-attributes.js';
import { BoundMethod, unboundMethod } from './bound-method.js';
import { NativeFunction } from './native-function.js';
import { PyType } from './py-type.js';

type AnyAttribute = Attribute<PyValue>;

/** Python's `getattr(value, name)`; `undefined` when there is no such attribute. */
export function getAttribute(rt: Runtime, value: PyValue, name: string): PyValue | undefined {
  if (value instanceof PyType) return classAttribute(rt, value, name);
  const attribute = findAttribute(value, name);
  if (attribute !== undefined) return readAttribute(rt, value, attribute);
  if (typeof value !== 'object' || value === null) return undefined;
  return value.type.hooks.getAttribute?.(rt, value, name);
}

/** The method of that name, for a call that needs no bound method. */
export function findMethod(value: PyValue, name: string): MethodAttribute<PyValue> | undefined {
  if (value instanceof PyType) return undefined;
  const attribute = findAttribute(value, name);
  return attribute?.kind === 'method' ? attribute : undefined;
}

function findAttribute(value: PyValue, name: string): AnyAttribute | undefined {
  return tableOf(value)?.get(name);
}

function tableOf(value: PyValue): AttributeTable | undefined {
  switch (typeof value) {
    case 'string':
      return builtinAttributes.get('str');
    case 'number':
    case 'bigint':
    case 'boolean':
      return builtinAttributes.get('int');
    default:
      return value === null ? undefined : objectTable(value);
  }
}

function objectTable(value: PyObject): AttributeTable | undefined {
  const { attributes, qualifiedName } = value.type;
  return attributes.size === 0 ? builtinAttributes.get(qualifiedName) : attributes;
}

function readAttribute(rt: Runtime, value: PyValue, attribute: AnyAttribute): PyValue {
  switch (attribute.kind) {
    case 'method':
      return new BoundMethod(value, attribute);
    case 'property':
      return attribute.get(rt, value);
    case 'constant':
      return attribute.get(rt);
    case 'classMethod': {
      const cls = (value as PyObject).type;
      return new NativeFunction(attribute.name, (inner, args, kwargs) =>
        attribute.call(inner, cls, args, kwargs),
      );
    }
  }
}

/** An attribute read from a class: `utils.datetime.now`, `utils.datetime.max`, `dict.fromkeys`. */
function classAttribute(rt: Runtime, cls: PyType, name: string): PyValue | undefined {
  const table = cls.attributes.size === 0 ? builtinAttributes.get(cls.name) : cls.attributes;
  const attribute = table?.get(name) as AnyAttribute | undefined;
  switch (attribute?.kind) {
    case 'method':
      return unboundMethod(cls, attribute);
    case 'constant':
      return attribute.get(rt);
    case 'classMethod':
      return new NativeFunction(attribute.name, (inner, args, kwargs) =>
        attribute.call(inner, cls, args, kwargs),
      );
    case 'property':
      return new NativeFunction(name, (inner, args) => attribute.get(inner, args[0] ?? null));
    case undefined:
      return undefined;
  }
}

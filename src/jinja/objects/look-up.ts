import { textOf } from './coerce.js';
import { getAttribute } from './get-attribute.js';
import { getItem } from './get-item.js';
import { repr } from './print.js';
import { PyDict } from './py-dict.js';
import type { PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { typeName } from './type-name.js';
import { Undefined } from './undefined.js';
import { builtinAttributes } from '../methods/builtin-attributes.js';

/** `value.name`: an attribute, else an item of that name, else undefined. */
export function lookUpAttribute(rt: Runtime, value: PyValue, name: string): PyValue {
  const attribute = getAttribute(rt, value, name);
  if (attribute !== undefined) return attribute;
  const item = getItem(rt, value, name);
  return item === undefined ? missingMember(rt, value, name) : item;
}

/** `value[key]`: an item, else for a str key an attribute, else undefined. */
export function lookUpItem(rt: Runtime, value: PyValue, key: PyValue): PyValue {
  const item = getItem(rt, value, key);
  if (item !== undefined) return item;
  const name = textOf(key);
  const attribute = name === undefined ? undefined : getAttribute(rt, value, name);
  return attribute === undefined ? missingMember(rt, value, key) : attribute;
}

/** A reader of `.name` that takes the short way for a dict without a method of that name. */
export function attributeReader(name: string): (rt: Runtime, value: PyValue) => PyValue {
  if (builtinAttributes.get('dict')?.has(name) === true)
    return (rt, value) => lookUpAttribute(rt, value, name);
  return (rt, value) => {
    if (value instanceof PyDict) {
      const item = value.getText(name);
      if (item !== undefined) return item;
    }
    return lookUpAttribute(rt, value, name);
  };
}

/** The undefined value for a member that is not there. */
export function missingMember(rt: Runtime, value: PyValue, key: PyValue): Undefined {
  const name = textOf(key);
  const owner = ownerText(value);
  return new Undefined(
    name === undefined
      ? `${owner} has no element ${repr(rt, key)}`
      : `'${owner}' has no attribute ${repr(rt, name)}`,
  );
}

function ownerText(value: PyValue): string {
  if (value === null) return 'None';
  if (typeof value === 'object') return `${value.type.qualifiedName} object`;
  return `${typeName(value)} object`;
}

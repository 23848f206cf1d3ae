import { makeInt } from '../objects/make-int.js';
import { bytesKey, PyBytes } from '../objects/py-bytes.js';
import { PyDict } from '../objects/py-dict.js';
import { PyFloat } from '../objects/py-float.js';
import { PyList } from '../objects/py-list.js';
import { PySet } from '../objects/py-set.js';
import { PyType } from '../objects/py-type.js';
import type { HashKey, PyObject, PyValue } from '../objects/py-value.js';
import { floatKey, textKey } from '../objects/hash-key.js';

/** One conversion of data that belongs together. */
export class Conversion {
  /** Objects converted before: what is shared or circular in JavaScript is so in Python too. */
  readonly known = new Map<object, PyValue>();
  /** Objects with a meaning of their own, e.g. times; `undefined` for any other. */
  readonly special: (data: object) => PyValue | undefined;

  constructor(special: (data: object) => PyValue | undefined = () => undefined) {
    this.special = special;
  }
}

/**
 * The Python value of plain data: null and undefined, booleans, strings, bigints, arrays, plain objects, `Map`, `Set`,
 * `Uint8Array`. A whole number is an int, any other a float. An object of a class whose only property is `value` with
 * the text of a number (DynamoDB's wrapped numbers) is a float if the text has a point or an exponent, else an int.
 * Python values stay as they are. Throws TypeError for anything else: functions, symbols, objects of other classes.
 * @public
 */
export function fromJs(data: unknown): PyValue {
  return convert(data, new Conversion());
}

/** What {@link fromJs} does, as a part of a conversion. */
export function convert(data: unknown, conversion: Conversion): PyValue {
  switch (typeof data) {
    case 'undefined':
      return null;
    case 'boolean':
    case 'string':
      return data;
    case 'bigint':
      return makeInt(data);
    case 'number':
      return Number.isInteger(data) && !Object.is(data, -0) ? makeInt(data) : new PyFloat(data);
    case 'object':
      return data === null ? null : fromObject(data, conversion);
    default:
      throw new TypeError(`a template cannot be given a ${typeof data}`);
  }
}

function fromObject(data: object, conversion: Conversion): PyValue {
  const known = conversion.known.get(data);
  if (known !== undefined) return known;
  if (isPyObject(data)) return data;
  const special = conversion.special(data);
  if (special !== undefined) return special;
  if (data instanceof Uint8Array) return new PyBytes(Uint8Array.from(data));
  if (Array.isArray(data)) return fromArray(data, conversion);
  if (data instanceof Set) return fromSet(data, conversion);
  if (data instanceof Map)
    return fromEntries(data, data.entries() as Iterable<readonly [unknown, unknown]>, conversion);
  const prototype: unknown = Object.getPrototypeOf(data);
  if (prototype === Object.prototype || prototype === null) {
    return fromEntries(data, Object.entries(data), conversion);
  }
  return wrappedNumber(data);
}

function isPyObject(data: object): data is PyObject {
  return 'type' in data && data.type instanceof PyType;
}

function fromArray(data: readonly unknown[], conversion: Conversion): PyList {
  const list = new PyList();
  conversion.known.set(data, list);
  for (const item of data) list.items.push(convert(item, conversion));
  return list;
}

function fromEntries(
  data: object,
  entries: Iterable<readonly [unknown, unknown]>,
  conversion: Conversion,
): PyDict {
  const dict = new PyDict();
  conversion.known.set(data, dict);
  for (const [key, value] of entries) dict.setText(String(key), convert(value, conversion));
  return dict;
}

/** DynamoDB's sets hold text, numbers or bytes. */
function fromSet(data: ReadonlySet<unknown>, conversion: Conversion): PySet {
  const set = new PySet();
  for (const item of data) {
    const value = convert(item, conversion);
    if (typeof value === 'string') set.entries.set(textKey(value), value);
    else if (value instanceof PyFloat) set.entries.set(floatKey(value.value), value);
    else set.entries.set(itemKey(value), value);
  }
  return set;
}

function itemKey(value: PyValue): HashKey {
  if (typeof value === 'boolean') return Number(value);
  return value instanceof PyBytes ? bytesKey(value) : value;
}

function wrappedNumber(data: object): PyValue {
  const text: unknown = 'value' in data ? data.value : undefined;
  if (typeof text !== 'string' || !/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) {
    throw new TypeError('a template can only be given plain data');
  }
  return /[.eE]/.test(text) ? new PyFloat(Number(text)) : makeInt(BigInt(text));
}

/** The variables of a render from a record of plain data. @public */
export function variablesFromJs(data: Readonly<Record<string, unknown>>): ReadonlyMap<string, PyValue> {
  const conversion = new Conversion();
  return new Map(Object.entries(data).map(([name, value]) => [name, convert(value, conversion)]));
}

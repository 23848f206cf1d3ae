import type { HashKey, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { PyFloat } from './py-float.js';
import { PyTuple } from './py-tuple.js';
import { typeError } from './py-error.js';

/** First character of compound keys; text that begins with it is marked, so that the two never meet. */
const mark = '\u0000';

/** The key of a value in a dict or a set: equal values have the same one. Throws TypeError for unhashable values. */
export function hashKey(rt: Runtime, value: PyValue): HashKey {
  switch (typeof value) {
    case 'string':
      return textKey(value);
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    default:
      return value === null ? null : objectKey(rt, value);
  }
}

/** The key of a str. */
export function textKey(text: string): HashKey {
  return text.startsWith(mark) ? `${mark}str${text}` : text;
}

/** A key made of the kind of a value and its parts; use it in `hash` hooks, e.g. `compoundKey('date', y, m, d)`. */
export function compoundKey(kind: string, ...parts: readonly (string | number | bigint)[]): HashKey {
  return `${mark}${kind}(${parts.map(String).join(',')})`;
}

/** The key of a float: that of the int with the same value, if there is one. */
export function floatKey(value: number): HashKey {
  if (Number.isSafeInteger(value) || !Number.isInteger(value)) return value === 0 ? 0 : value;
  return BigInt(value);
}

function objectKey(rt: Runtime, value: Exclude<PyValue, null | boolean | number | bigint | string>): HashKey {
  if (value instanceof PyFloat) return Number.isNaN(value.value) ? value : floatKey(value.value);
  if (value instanceof PyTuple) return sequenceKey(rt, 'tuple', value.items);
  const hooks = value.type.hooks;
  if (hooks.hash !== undefined) return hooks.hash(rt, value);
  if (hooks.equals !== undefined) throw typeError(`unhashable type: '${value.type.name}'`);
  return value;
}

/** The key of a sequence of hashable values. */
export function sequenceKey(rt: Runtime, kind: string, items: readonly PyValue[]): HashKey {
  rt.step(items.length);
  return rt.nested(() => compoundKey(kind, ...items.map((item) => keyText(rt, hashKey(rt, item)))));
}

/** One part of a compound key, with its kind and length in front so that neighbours cannot run together. */
function keyText(rt: Runtime, key: HashKey): string {
  if (key === null) return 'None';
  if (typeof key === 'object') return `#${rt.identityOf(key)}`;
  const text = String(key);
  return typeof key === 'string' ? `s${text.length}:${text}` : text;
}

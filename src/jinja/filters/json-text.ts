import { floatText } from '../objects/float-text.js';
import { intText } from '../objects/int-text.js';
import { textOf, toIndex } from '../objects/coerce.js';
import { typeError, valueError } from '../objects/py-error.js';
import { PyDict } from '../objects/py-dict.js';
import { PyFloat } from '../objects/py-float.js';
import { PyList } from '../objects/py-list.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyObject, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { typeName } from '../objects/type-name.js';
import { sortValues } from '../methods/sort-values.js';

const unsafe = /[<>&']/g;

/** JSON that can stand in HTML: sorted keys, and no `<`, `>`, `&` or `'`. */
export function jsonText(rt: Runtime, value: PyValue, indent: PyValue): string {
  const unit = indent === null ? undefined : (textOf(indent) ?? ' '.repeat(Math.max(0, toIndex(indent))));
  const writer = new JsonWriter(rt, unit);
  const text = writer.write(value, 0);
  rt.reserve(text.length);
  return text.replace(unsafe, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

class JsonWriter {
  readonly #rt: Runtime;
  readonly #unit: string | undefined;
  readonly #active = new Set<PyObject>();

  constructor(rt: Runtime, unit: string | undefined) {
    this.#rt = rt;
    this.#unit = unit;
  }

  write(value: PyValue, depth: number): string {
    this.#rt.step();
    const text = textOf(value);
    if (text !== undefined) return quote(text);
    if (value === null) return 'null';
    if (typeof value === 'boolean') return value ? 'true' : 'false';
    if (typeof value === 'number' || typeof value === 'bigint') return intText(value);
    if (value instanceof PyFloat) return jsonFloat(value.value);
    if (value instanceof PyList || value instanceof PyTuple) return this.#list(value, depth);
    if (value instanceof PyDict) return this.#dict(value, depth);
    throw typeError(`Object of type ${typeName(value)} is not JSON serializable`);
  }

  #list(list: PyList | PyTuple, depth: number): string {
    return this.#nested(list, '[', ']', depth, () => list.items.map((item) => this.write(item, depth + 1)));
  }

  #dict(dict: PyDict, depth: number): string {
    const keys = sortValues(
      this.#rt,
      Array.from(dict.entries.values(), (entry) => entry.key),
      {
        key: undefined,
        reverse: false,
      },
    );
    return this.#nested(dict, '{', '}', depth, () =>
      keys.map((key) => `${quote(keyText(key))}: ${this.write(dict.get(this.#rt, key) ?? null, depth + 1)}`),
    );
  }

  #nested(
    container: PyObject,
    open: string,
    close: string,
    depth: number,
    parts: () => readonly string[],
  ): string {
    if (this.#active.has(container)) throw valueError('Circular reference detected');
    this.#active.add(container);
    const texts = this.#rt.nested(parts);
    this.#active.delete(container);
    if (texts.length === 0) return open + close;
    if (this.#unit === undefined) return open + texts.join(', ') + close;
    this.#rt.reserve(this.#unit.length * depth * texts.length);
    const line = `\n${this.#unit.repeat(depth + 1)}`;
    return `${open}${line}${texts.join(`,${line}`)}\n${this.#unit.repeat(depth)}${close}`;
  }
}

function keyText(key: PyValue): string {
  const text = textOf(key);
  if (text !== undefined) return text;
  if (key === null) return 'null';
  if (typeof key === 'boolean') return key ? 'true' : 'false';
  if (typeof key === 'number' || typeof key === 'bigint') return intText(key);
  if (key instanceof PyFloat) return jsonFloat(key.value);
  throw typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return floatText(value);
}

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

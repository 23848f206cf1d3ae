import { isPyError } from '../objects/py-error.js';
import { repr } from '../objects/print.js';
import { PyDict } from '../objects/py-dict.js';
import { PyList } from '../objects/py-list.js';
import { PySet } from '../objects/py-set.js';
import { PyTuple } from '../objects/py-tuple.js';
import { typeName } from '../objects/type-name.js';
import { order } from '../objects/order.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { prettyString } from './pretty-string.js';

/** Columns that `pprint` fills. */
const pageWidth = 80;

/** `pprint.pformat(value)`. */
export function prettyText(rt: Runtime, value: PyValue): string {
  const text = pretty(rt, value, 0, 0, 1);
  rt.reserve(text.length);
  return text;
}

/**
 * Prints a value that begins at column `indent`, with `allowance` characters to follow on its last line. What fits on
 * the line stays on it.
 */
function pretty(rt: Runtime, value: PyValue, indent: number, allowance: number, level: number): string {
  rt.step();
  const text = sortedRepr(rt, value);
  if (text.length <= pageWidth - indent - allowance) return text;
  return rt.nested(() => {
    if (typeof value === 'string') return prettyString(value, indent, allowance, pageWidth, level);
    if (value instanceof PyDict && value.size > 0) return prettyDict(rt, value, indent, allowance, level);
    if (value instanceof PyList) return prettyItems(rt, '[', value.items, ']', indent, allowance, level);
    if (value instanceof PyTuple) {
      const close = value.items.length === 1 ? ',)' : ')';
      return prettyItems(rt, '(', value.items, close, indent, allowance, level);
    }
    if (value instanceof PySet && value.entries.size > 0) {
      return prettyItems(rt, '{', sortSafely(rt, [...value.entries.values()]), '}', indent, allowance, level);
    }
    return text;
  });
}

function prettyItems(
  rt: Runtime,
  open: string,
  items: readonly PyValue[],
  close: string,
  indent: number,
  allowance: number,
  level: number,
): string {
  const lines = items.map((item, at) =>
    pretty(rt, item, indent + 1, at === items.length - 1 ? allowance + close.length : 1, level + 1),
  );
  return open + lines.join(`,\n${' '.repeat(indent + 1)}`) + close;
}

function prettyDict(rt: Runtime, dict: PyDict, indent: number, allowance: number, level: number): string {
  const keys = sortSafely(
    rt,
    Array.from(dict.entries.values(), (entry) => entry.key),
  );
  const lines = keys.map((key, at) => {
    const label = `${repr(rt, key)}: `;
    const last = at === keys.length - 1;
    const value = dict.get(rt, key) ?? null;
    return label + pretty(rt, value, indent + 1 + label.length, last ? allowance + 1 : 1, level + 1);
  });
  return `{${lines.join(`,\n${' '.repeat(indent + 1)}`)}}`;
}

/** The repr, with dicts in the order of their keys. */
function sortedRepr(rt: Runtime, value: PyValue): string {
  rt.step();
  if (value instanceof PyDict) {
    const keys = sortSafely(
      rt,
      Array.from(value.entries.values(), (entry) => entry.key),
    );
    return rt.nested(() => {
      const items = keys.map(
        (key) => `${sortedRepr(rt, key)}: ${sortedRepr(rt, value.get(rt, key) ?? null)}`,
      );
      return `{${items.join(', ')}}`;
    });
  }
  if (value instanceof PyList) {
    return rt.nested(() => `[${value.items.map((item) => sortedRepr(rt, item)).join(', ')}]`);
  }
  if (value instanceof PyTuple && typeName(value) === 'tuple') {
    const comma = value.items.length === 1 ? ',' : '';
    return rt.nested(() => `(${value.items.map((item) => sortedRepr(rt, item)).join(', ')}${comma})`);
  }
  return repr(rt, value);
}

/** Sorts what has an order among itself; other values by the name of their type. */
function sortSafely(rt: Runtime, items: readonly PyValue[]): PyValue[] {
  return [...items].sort((a, b) => {
    try {
      return order(rt, a, b);
    } catch (error) {
      if (!isPyError(error, 'TypeError')) throw error;
      const [left, right] = [typeName(a), typeName(b)];
      return left < right ? -1 : left > right ? 1 : 0;
    }
  });
}

import type { PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { intText } from './int-text.js';
import { textRepr } from './text-repr.js';

/** `str(value)`: what `{{ value }}` prints. */
export function str(rt: Runtime, value: PyValue): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return repr(rt, value);
  const hook = value.type.hooks.str;
  return hook === undefined ? repr(rt, value) : hook(rt, value);
}

/** `repr(value)`: what a value looks like inside a printed container. */
export function repr(rt: Runtime, value: PyValue): string {
  switch (typeof value) {
    case 'string':
      return textRepr(value);
    case 'number':
      return value.toString();
    case 'bigint':
      return intText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      return value === null ? 'None' : objectRepr(rt, value);
  }
}

function objectRepr(rt: Runtime, value: PyObject): string {
  const hook = value.type.hooks.repr;
  return hook === undefined ? `<${value.type.qualifiedName} object>` : hook(rt, value);
}

/** Key of the containers that are being printed. */
const printing = {};

/** `repr` of a container; one that contains itself prints as the short form, e.g. `[...]`. */
export function reprItems(
  rt: Runtime,
  container: PyObject,
  items: Iterable<PyValue>,
  wrap: (text: string) => string,
): string {
  return guarded(rt, container, wrap, () => {
    const texts: string[] = [];
    for (const item of items) texts.push(repr(rt, item));
    return texts;
  });
}

/** `repr` of a container made of pieces that the caller prints. */
export function guarded(
  rt: Runtime,
  container: PyObject,
  wrap: (text: string) => string,
  pieces: () => readonly string[],
): string {
  const active = rt.memo(printing, () => new Set<PyObject>());
  if (active.has(container)) return wrap('...');
  active.add(container);
  try {
    const text = wrap(rt.nested(pieces).join(', '));
    rt.reserve(text.length);
    return text;
  } finally {
    active.delete(container);
  }
}

import type { PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { codePointAt, codePoints } from './code-points.js';
import { textOf } from './coerce.js';
import { PyDict } from './py-dict.js';
import { PySlice } from './py-slice.js';
import { hasSurrogates } from './order.js';
import { sliceBounds, sliceItems } from './slicing.js';
import { typeError } from './py-error.js';
import { typeName } from './type-name.js';

/** `value[key]` where failure is not an error: `undefined` for a missing key or a value without items. */
export function getItem(rt: Runtime, value: PyValue, key: PyValue): PyValue | undefined {
  if (value instanceof PyDict && typeof key === 'string') return value.getText(key);
  const text = textOf(value);
  if (text !== undefined) {
    rt.step(text.length >> 6);
    return textItem(text, key);
  }
  return typeof value === 'object' && value !== null ? value.type.hooks.getItem?.(rt, value, key) : undefined;
}

/** `value[start:stop:step]`; throws TypeError for a value that cannot be sliced. */
export function getSlice(rt: Runtime, value: PyValue, slice: PySlice): PyValue {
  const part = getItem(rt, value, slice);
  if (part !== undefined) return part;
  throw typeError(
    value instanceof PyDict ? "unhashable type: 'slice'" : `'${typeName(value)}' object is not subscriptable`,
  );
}

function textItem(text: string, key: PyValue): PyValue | undefined {
  if (typeof key === 'number') return codePointAt(text, key);
  if (key instanceof PySlice) return textSlice(text, key);
  return typeof key === 'boolean' ? codePointAt(text, Number(key)) : undefined;
}

function textSlice(text: string, slice: PySlice): string {
  if (hasSurrogates(text)) return sliceItems(codePoints(text), slice).join('');
  const { start, stop, step } = sliceBounds(slice, text.length);
  return step === 1 ? text.slice(start, Math.max(start, stop)) : sliceItems(text.split(''), slice).join('');
}

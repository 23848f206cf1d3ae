import { codePoints } from '../objects/code-points.js';
import { textOf } from '../objects/coerce.js';
import { listItems } from '../objects/iterate.js';
import { typeError } from '../objects/py-error.js';
import { PyDict } from '../objects/py-dict.js';
import { PyList } from '../objects/py-list.js';
import { PyRange } from '../objects/py-range.js';
import { PyTuple } from '../objects/py-tuple.js';
import { PyBytes } from '../objects/py-bytes.js';
import type { PyValue } from '../objects/py-value.js';
import { typeName } from '../objects/type-name.js';
import { Undefined } from '../objects/undefined.js';
import { DictView } from '../methods/dict-view.js';
import type { FilterRuntime } from './filter.js';

/** `reversed(value)`: the items of a sequence or dict from the end; TypeError for what has no order. */
export function reversed(run: FilterRuntime, value: PyValue): readonly PyValue[] {
  const text = textOf(value);
  if (text !== undefined) return [...codePoints(text)].reverse();
  if (!isReversible(value)) throw typeError(`'${typeName(value)}' object is not reversible`);
  return listItems(run, value).reverse();
}

/** Whether `reversed` takes a value. */
export function isReversible(value: PyValue): boolean {
  return (
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PyDict ||
    value instanceof PyRange ||
    value instanceof PyBytes ||
    value instanceof DictView ||
    value instanceof Undefined
  );
}

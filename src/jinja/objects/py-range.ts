import type { HashKey, PyObject, PyValue } from './py-value.js';
import { compoundKey } from './hash-key.js';
import { numeric } from './numeric.js';
import { PySlice } from './py-slice.js';
import { sliceBounds } from './slicing.js';
import { makeType, type PyType } from './py-type.js';

/** A Python range; bounds beyond 2**53 are refused where it is made. */
export class PyRange implements PyObject {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly length: number;

  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = Math.max(0, Math.ceil((stop - start) / step));
  }

  get type(): PyType {
    return rangeType;
  }
}

/** Python's `range`. */
export const rangeType: PyType = makeType<PyRange>({
  name: 'range',
  repr: (_rt, self) =>
    self.step === 1
      ? `range(${self.start}, ${self.stop})`
      : `range(${self.start}, ${self.stop}, ${self.step})`,
  equals: (_rt, self, other) => (other instanceof PyRange ? rangeKey(self) === rangeKey(other) : undefined),
  length: (_rt, self) => self.length,
  iterate: (_rt, self) => rangeItems(self),
  contains: (_rt, self, item) => rangeContains(self, item),
  getItem: (_rt, self, key) => rangeItem(self, key),
  hash: (_rt, self) => rangeKey(self),
});

/** Ranges are equal when they have the same items. */
function rangeKey({ length, start, step }: PyRange): HashKey {
  return compoundKey('range', length, length > 0 ? start : 0, length > 1 ? step : 0);
}

function* rangeItems({ start, step, length }: PyRange): Generator<PyValue, void> {
  for (let at = 0; at < length; at += 1) yield start + at * step;
}

function rangeContains({ start, step, length }: PyRange, item: PyValue): boolean {
  const value = numeric(item);
  if (typeof value !== 'number') return false;
  const at = (value - start) / step;
  return Number.isInteger(at) && at >= 0 && at < length;
}

function rangeItem(range: PyRange, key: PyValue): PyValue | undefined {
  const { start, step, length } = range;
  if (key instanceof PySlice) {
    const bounds = sliceBounds(key, length);
    return new PyRange(start + bounds.start * step, start + bounds.stop * step, bounds.step * step);
  }
  const index = typeof key === 'boolean' ? Number(key) : key;
  if (typeof index !== 'number') return undefined;
  const at = index < 0 ? index + length : index;
  return at >= 0 && at < length ? start + at * step : undefined;
}

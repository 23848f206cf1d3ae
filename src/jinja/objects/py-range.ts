import type { PyObject } from './py-value.js';
import { compoundKey } from './hash-key.js';
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
  hash: (_rt, self) => {
    const { length, start, step } = self;
    return compoundKey('range', length, length > 0 ? start : 0, length > 1 ? step : 0);
  },
});

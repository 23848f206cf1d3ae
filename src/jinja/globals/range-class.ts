import { construct } from '../objects/attribute.js';
import { toIndex } from '../objects/coerce.js';
import { valueError } from '../objects/py-error.js';
import { PyRange, rangeType } from '../objects/py-range.js';
import { makeType, type PyType } from '../objects/py-type.js';

/** Python's `range` as templates call it. */
export const rangeClass: PyType = makeType<PyRange>({
  name: 'range',
  base: rangeType,
  construct: construct('range(start, stop=0, step=1, /)', (_rt, _cls, [start, stop, step]) => {
    const from = toIndex(start);
    const by = toIndex(step ?? 1);
    if (by === 0) throw valueError('range() arg 3 must not be zero');
    return stop === undefined ? new PyRange(0, from, 1) : new PyRange(from, toIndex(stop), by);
  }),
});

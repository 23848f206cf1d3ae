import { method, property } from '../objects/attribute.js';
import { contains } from '../objects/containers.js';
import { numeric } from '../objects/numeric.js';
import { repr } from '../objects/print.js';
import { valueError } from '../objects/py-error.js';
import type { PyRange } from '../objects/py-range.js';

/** Attributes of `range`. */
export const rangeMethods = {
  start: property<PyRange>((_rt, self) => self.start),
  stop: property<PyRange>((_rt, self) => self.stop),
  step: property<PyRange>((_rt, self) => self.step),
  count: method<PyRange>('count(value, /)', (rt, self, [value]) =>
    contains(rt, self, value ?? null) ? 1 : 0,
  ),
  index: method<PyRange>('index(value, /)', (rt, self, [value = null]) => {
    if (!contains(rt, self, value)) throw valueError(`${repr(rt, value)} is not in range`);
    return (Number(numeric(value)) - self.start) / self.step;
  }),
};

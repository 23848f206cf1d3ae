import { construct, method } from '../../objects/attribute.js';
import { toIndex } from '../../objects/coerce.js';
import { PyIterator } from '../../objects/py-iterator.js';
import { PyList } from '../../objects/py-list.js';
import { PySlice } from '../../objects/py-slice.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyObject, PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { sliceItems } from '../../objects/slicing.js';
import { truth } from '../../objects/truth.js';
import { PyDateTime } from '../datetime/datetime.js';
import { compareTimes } from '../datetime/instant.js';
import { raise } from '../raise.js';
import { occurrences } from './recurrence-times.js';
import type { Recurrence } from './recurrence.js';
import { SIGNATURE, newRecurrence } from './rrule-new.js';

/** dateutil's `rrule`. */
export class PyRRule implements PyObject {
  readonly rule: Recurrence;

  constructor(rule: Recurrence) {
    this.rule = rule;
  }

  get type(): PyType {
    return rruleType;
  }

  /** The times of the rule. */
  times(rt: Runtime): Generator<PyDateTime, void> {
    return occurrences(this.rule, (steps) => {
      rt.step(steps);
    });
  }
}

/** The type of recurrence rules. */
export const rruleType: PyType = makeType<PyRRule>({
  name: 'rrule',
  module: 'dateutil.rrule',
  construct: construct(SIGNATURE, (rt, _cls, args) => new PyRRule(newRecurrence(rt, args))),
  truth: () => true,
  iterate: (rt, self) => self.times(rt),
  contains: (rt, self, item) => item instanceof PyDateTime && contains(rt, self, item),
  getItem: (rt, self, key) => itemAt(rt, self, key),
  attributes: {
    count: method('count()', (rt, self: PyRRule) => countTimes(rt, self)),
    after: method('after(dt, inc=False)', (rt, self: PyRRule, [dt, inc]) => {
      const [limit, included] = [timeArg(dt), flag(rt, inc)];
      for (const time of self.times(rt)) if (isPast(time, limit, included)) return time;
      return null;
    }),
    before: method('before(dt, inc=False)', (rt, self: PyRRule, [dt, inc]) =>
      before(rt, self, timeArg(dt), flag(rt, inc)),
    ),
    between: method('between(after, before, inc=False, count=1)', (rt, self: PyRRule, [after, until, inc]) =>
      between(rt, self, timeArg(after), timeArg(until), flag(rt, inc)),
    ),
    xafter: method('xafter(dt, count=None, inc=False)', (rt, self: PyRRule, [dt, count, inc]) => {
      const limit = count === undefined || count === null ? Infinity : toIndex(count);
      return new PyIterator(after(rt, self, timeArg(dt), limit, flag(rt, inc)));
    }),
  },
});

function countTimes(rt: Runtime, rule: PyRRule): number {
  let count = 0;
  const times = rule.times(rt);
  while (times.next().done !== true) count += 1;
  return count;
}

function allTimes(rt: Runtime, rule: PyRRule): PyDateTime[] {
  return Array.from(rule.times(rt), (time) => {
    rt.reserve(1);
    return time;
  });
}

function flag(rt: Runtime, value: PyValue | undefined): boolean {
  return value !== undefined && truth(rt, value);
}

function timeArg(value: PyValue | undefined): PyDateTime {
  return value instanceof PyDateTime ? value : raise('TypeError', 'a datetime is required');
}

function isPast(time: PyDateTime, limit: PyDateTime, included: boolean): boolean {
  const order = compareTimes(time, limit);
  return order > 0 || (included && order === 0);
}

function* after(
  rt: Runtime,
  rule: PyRRule,
  limit: PyDateTime,
  count: number,
  included: boolean,
): Generator<PyDateTime, void> {
  let left = count;
  for (const time of rule.times(rt)) {
    if (!isPast(time, limit, included)) continue;
    if (left <= 0) return;
    left -= 1;
    yield time;
  }
}

function before(rt: Runtime, rule: PyRRule, limit: PyDateTime, included: boolean): PyValue {
  let last: PyDateTime | undefined;
  for (const time of rule.times(rt)) {
    if (isPast(time, limit, !included)) break;
    last = time;
  }
  return last ?? null;
}

function between(rt: Runtime, rule: PyRRule, from: PyDateTime, to: PyDateTime, included: boolean): PyList {
  const found: PyDateTime[] = [];
  for (const time of rule.times(rt)) {
    if (isPast(time, to, !included)) break;
    if (!isPast(time, from, included)) continue;
    rt.reserve(1);
    found.push(time);
  }
  return new PyList(found);
}

function contains(rt: Runtime, rule: PyRRule, wanted: PyDateTime): boolean {
  for (const time of rule.times(rt)) {
    const order = compareTimes(time, wanted);
    if (order >= 0) return order === 0;
  }
  return false;
}

function itemAt(rt: Runtime, rule: PyRRule, key: PyValue | PySlice): PyValue | undefined {
  if (key instanceof PySlice) return new PyList(sliceItems(allTimes(rt, rule), key));
  if (typeof key !== 'number') return undefined;
  if (key < 0) return allTimes(rt, rule).at(key);
  let at = 0;
  for (const time of rule.times(rt)) {
    if (at === key) return time;
    at += 1;
  }
  return undefined;
}

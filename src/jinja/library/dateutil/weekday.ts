import { property } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyObject, PyValue } from '../../objects/py-value.js';
import { toIndex } from '../../objects/coerce.js';
import { raise } from '../raise.js';

/** The weekdays' names, Monday first. */
export const WEEKDAY_NAMES: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** dateutil's `weekday`: Monday is 0; `n` is the how manieth, from the end if negative. */
export class PyWeekday implements PyObject {
  readonly weekday: number;
  readonly n: number | undefined;

  constructor(weekday: number, n?: number) {
    if (n === 0) raise('ValueError', "Can't create weekday with n==0");
    this.weekday = weekday;
    this.n = n;
  }

  get type(): PyType {
    return weekdayType;
  }

  toString(): string {
    const name = WEEKDAY_NAMES[this.weekday] ?? raise('IndexError', 'tuple index out of range');
    if (this.n === undefined) return name;
    return `${name}(${this.n > 0 ? '+' : ''}${this.n})`;
  }
}

/** The type of `relativedelta.MO` and the like; calling one sets its number. */
export const weekdayType: PyType = makeType<PyWeekday>({
  name: 'weekday',
  module: 'dateutil._common',
  repr: (_rt, self) => self.toString(),
  hash: (_rt, self) => compoundKey('weekday', self.weekday, self.n ?? 'None'),
  equals: (_rt, self, other) =>
    other instanceof PyWeekday ? self.weekday === other.weekday && self.n === other.n : undefined,
  call: (_rt, self, args, kwargs) => numbered(self, args[0] ?? kwargs?.get('n')),
  construct: (_rt, _cls, args, kwargs) =>
    new PyWeekday(toIndex(args[0] ?? kwargs?.get('weekday')), optionalNumber(args[1] ?? kwargs?.get('n'))),
  attributes: {
    weekday: property((_rt, self) => self.weekday),
    n: property((_rt, self) => self.n ?? null),
  },
});

function numbered(day: PyWeekday, n: PyValue | undefined): PyWeekday {
  if (n === undefined) raise('TypeError', "weekday.__call__() missing 1 required positional argument: 'n'");
  return new PyWeekday(day.weekday, optionalNumber(n));
}

function optionalNumber(value: PyValue | undefined): number | undefined {
  return value === undefined || value === null ? undefined : toIndex(value);
}

/** `MO` to `SU`. */
export function weekdayConstants(): Record<string, PyWeekday> {
  return Object.fromEntries(WEEKDAY_NAMES.map((name, at) => [name, new PyWeekday(at)]));
}

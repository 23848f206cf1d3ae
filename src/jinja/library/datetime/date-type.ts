import { construct, classMethod, constant, method, property } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { type BinaryOperator, type PyType, makeType } from '../../objects/py-type.js';
import type { PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { typeName } from '../../objects/type-name.js';
import { intArg, intOr, requireArg, secondsArg, textArg } from '../arguments.js';
import { raise } from '../raise.js';
import { localClock } from '../world.js';
import { EPOCH_ORDINAL, fromOrdinal, isoToOrdinal, weekdayOf } from './civil.js';
import { PyDate } from './date.js';
import { epochMicros } from './instant.js';
import { parseIsoDate } from './iso-date.js';
import { isoCalendarTuple, structTime } from './named-tuples.js';
import { strftime } from './strftime.js';
import { PyTimeDelta } from './timedelta.js';
import { makeTm, type Tm } from './tm.js';

/** Python's `datetime.date`. */
export const dateType: PyType = makeType<PyDate>({
  name: 'date',
  module: 'datetime',
  construct: construct('date(year=None, month=None, day=None)', (_rt, _cls, [year, month, day]) =>
    newDate(requireArg(year, 'year', 1), requireArg(month, 'month', 2), requireArg(day, 'day', 3)),
  ),
  repr: (_rt, self) => self.repr(),
  str: (_rt, self) => self.isoFormat(),
  format: (rt, self, spec) => formatDate(rt, self, spec),
  hash: (_rt, self) => compoundKey('date', self.year, self.month, self.day),
  equals: (_rt, self, other) =>
    other instanceof PyDate ? self.toOrdinal() === other.toOrdinal() : undefined,
  order: (_rt, self, other) => orderDates(self, other),
  binary: (_rt, operator, self, other, reflected) => binary(operator, self, other, reflected),
  attributes: {
    year: property((_rt, self) => self.year),
    month: property((_rt, self) => self.month),
    day: property((_rt, self) => self.day),
    weekday: method('weekday()', (_rt, self: PyDate) => weekdayOf(self.toOrdinal())),
    isoweekday: method('isoweekday()', (_rt, self: PyDate) => weekdayOf(self.toOrdinal()) + 1),
    isocalendar: method('isocalendar()', (_rt, self: PyDate) => isoCalendarTuple(self)),
    toordinal: method('toordinal()', (_rt, self: PyDate) => self.toOrdinal()),
    isoformat: method('isoformat()', (_rt, self: PyDate) => self.isoFormat()),
    ctime: method('ctime()', (rt, self: PyDate) => formatDate(rt, self, '%a %b %e %H:%M:%S %Y')),
    timetuple: method('timetuple()', (rt, self: PyDate) => structTime(tmOf(rt, self), -1)),
    strftime: method('strftime(format)', (rt, self: PyDate, [format]) =>
      formatDate(rt, self, textArg('strftime', 1, format)),
    ),
    replace: method(
      'replace(year=0, month=0, day=0)',
      (_rt, self: PyDate, [year, month, day]) =>
        new PyDate(intOr(year, self.year), intOr(month, self.month), intOr(day, self.day)),
    ),
    today: classMethod('today()', (rt, cls) => fromTimestamp(rt, cls, rt.host.nowMicros())),
    fromtimestamp: classMethod('fromtimestamp(timestamp)', (rt, cls, [seconds]) =>
      fromTimestamp(rt, cls, epochMicros(secondsArg(seconds))),
    ),
    fromordinal: classMethod('fromordinal(ordinal)', (rt, cls, [ordinal]) =>
      ofClass(rt, cls, ordinalDay(intArg(ordinal))),
    ),
    fromisoformat: classMethod('fromisoformat(text)', (rt, cls, [text]) =>
      ofClass(rt, cls, parseIsoDate(isoText(text))),
    ),
    fromisocalendar: classMethod('fromisocalendar(year, week, day)', (rt, cls, [year, week, day]) =>
      ofClass(rt, cls, ordinalDay(isoToOrdinal(intArg(year), intArg(week), intArg(day)))),
    ),
    min: constant(() => new PyDate(1, 1, 1)),
    max: constant(() => new PyDate(9999, 12, 31)),
    resolution: constant(() => PyTimeDelta.of(1)),
  },
});

function newDate(year: PyValue, month: PyValue, day: PyValue): PyDate {
  return new PyDate(intArg(year), intArg(month), intArg(day));
}

function ordinalDay(ordinal: number): PyDate {
  if (ordinal < 1) raise('ValueError', 'ordinal must be >= 1');
  if (ordinal > 3_652_059) raise('ValueError', `year is out of range`);
  const { year, month, day } = fromOrdinal(ordinal);
  return new PyDate(year, month, day);
}

/** `datetime` inherits the class methods of `date` and makes datetimes of their results. */
function ofClass(rt: Runtime, cls: PyType, day: PyDate): PyValue {
  return cls === dateType ? day : rt.call(cls, [day.year, day.month, day.day]);
}

function fromTimestamp(rt: Runtime, cls: PyType, micros: number): PyValue {
  const seconds = Math.floor(micros / 1_000_000);
  const wall = seconds + localClock(rt).at(seconds).offset;
  return ofClass(rt, cls, PyDate.fromOrdinal(EPOCH_ORDINAL + Math.floor(wall / 86_400)));
}

/** The text of an ISO format argument. */
export function isoText(value: PyValue | undefined): string {
  return typeof value === 'string' ? value : raise('TypeError', 'fromisoformat: argument must be str');
}

function tmOf(rt: Runtime, day: PyDate): Tm {
  const midnight = { hour: 0, minute: 0, second: 0, microsecond: 0 };
  return makeTm(day, midnight, () =>
    localClock(rt).wallToEpoch((day.toOrdinal() - EPOCH_ORDINAL) * 86_400, 0),
  );
}

function formatDate(rt: Runtime, day: PyDate, format: string): string {
  return strftime(
    rt,
    tmOf(rt, day),
    { microsecond: 0, offsetMicros: undefined, zoneName: undefined },
    format,
  );
}

function orderDates(self: PyDate, other: PyValue): number | undefined {
  if (other instanceof PyDate) return self.toOrdinal() - other.toOrdinal();
  if (typeName(other) === 'datetime') raise('TypeError', "can't compare datetime.datetime to datetime.date");
  return undefined;
}

function binary(
  operator: BinaryOperator,
  self: PyDate,
  other: PyValue,
  reflected: boolean,
): PyValue | undefined {
  if (other instanceof PyTimeDelta) {
    if (operator === '+') return PyDate.fromOrdinal(self.toOrdinal() + other.days);
    return operator === '-' && !reflected ? PyDate.fromOrdinal(self.toOrdinal() - other.days) : undefined;
  }
  if (operator === '-' && !reflected && other instanceof PyDate) {
    return PyTimeDelta.of(self.toOrdinal() - other.toOrdinal());
  }
  return undefined;
}

import { construct, method, property } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { repr } from '../../objects/print.js';
import { PyFloat } from '../../objects/py-float.js';
import { type BinaryOperator, type PyType, makeType } from '../../objects/py-type.js';
import type { PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { toText } from '../../objects/coerce.js';
import { intArg, intOr, orNone, requireArg, textArg, zoneArg } from '../arguments.js';
import { raise } from '../raise.js';
import { localClock } from '../world.js';
import { dateType } from './date-type.js';
import { PyDate } from './date.js';
import { datetimeClassMethods } from './datetime-class-methods.js';
import { PyDateTime } from './datetime.js';
import { compareTimes, equalTimes, subtractTimes, timeHashKey } from './instant.js';
import { asTimeZone, timestampOf } from './instant-local.js';
import { structTime } from './named-tuples.js';
import { strftime } from './strftime.js';
import { clockReprParts } from './time.js';
import { PyTimeDelta } from './timedelta.js';
import { makeTm, type Tm } from './tm.js';
import { deltaOrNone } from './zone-methods.js';

/** Python's `datetime.datetime`. */
export const datetimeType: PyType = makeType<PyDateTime>({
  name: 'datetime',
  module: 'datetime',
  base: dateType,
  construct: construct(
    'datetime(year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)',
    (_rt, _cls, [year, month, day, hour, minute, second, microsecond, tzinfo, fold]) =>
      new PyDateTime({
        year: intArg(requireArg(year, 'year', 1)),
        month: intArg(requireArg(month, 'month', 2)),
        day: intArg(requireArg(day, 'day', 3)),
        hour: intOr(hour, 0),
        minute: intOr(minute, 0),
        second: intOr(second, 0),
        microsecond: intOr(microsecond, 0),
        tzinfo: zoneArg(tzinfo),
        fold: intOr(fold, 0),
      }),
  ),
  repr: (rt, self) => dateTimeRepr(rt, self),
  str: (_rt, self) => self.isoFormat(' '),
  format: (rt, self, spec) => formatDateTime(rt, self, spec),
  hash: (_rt, self) => compoundKey('datetime', timeHashKey(self)),
  equals: (_rt, self, other) => (other instanceof PyDateTime ? equalTimes(self, other) : undefined),
  order: (_rt, self, other) => order(self, other),
  binary: (_rt, operator, self, other, reflected) => binary(operator, self, other, reflected),
  attributes: {
    hour: property((_rt, self) => self.hour),
    minute: property((_rt, self) => self.minute),
    second: property((_rt, self) => self.second),
    microsecond: property((_rt, self) => self.microsecond),
    tzinfo: property((_rt, self) => orNone(self.tzinfo)),
    fold: property((_rt, self) => self.fold),
    date: method('date()', (_rt, self: PyDateTime) => self.date()),
    time: method('time()', (_rt, self: PyDateTime) => self.time()),
    timetz: method('timetz()', (_rt, self: PyDateTime) => self.time(self.tzinfo)),
    utcoffset: method('utcoffset()', (_rt, self: PyDateTime) => deltaOrNone(self.utcOffsetMicros())),
    dst: method('dst()', (_rt, self: PyDateTime) => deltaOrNone(self.dstMicros())),
    tzname: method('tzname()', (_rt, self: PyDateTime) => orNone(self.tzName())),
    timestamp: method(
      'timestamp()',
      (rt, self: PyDateTime) => new PyFloat(timestampOf(self, localClock(rt))),
    ),
    astimezone: method('astimezone(tz=None)', (rt, self: PyDateTime, [tz]) =>
      asTimeZone(self, zoneArg(tz), localClock(rt)),
    ),
    timetuple: method('timetuple()', (rt, self: PyDateTime) => structTime(tmOf(rt, self), dstFlag(self))),
    utctimetuple: method('utctimetuple()', (rt, self: PyDateTime) =>
      structTime(tmOf(rt, self.plusMicros(-(self.utcOffsetMicros() ?? 0))), 0),
    ),
    ctime: method('ctime()', (rt, self: PyDateTime) => formatDateTime(rt, self, '%a %b %e %H:%M:%S %Y')),
    strftime: method('strftime(format)', (rt, self: PyDateTime, [format]) =>
      formatDateTime(rt, self, textArg('strftime', 1, format)),
    ),
    isoformat: method("isoformat(sep='T', timespec='auto')", (_rt, self: PyDateTime, [sep, timespec]) =>
      self.isoFormat(
        separator(sep),
        timespec === undefined ? 'auto' : toText(timespec, 'isoformat() argument 2'),
      ),
    ),
    replace: method(
      'replace(year=0, month=0, day=0, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)',
      (_rt, self: PyDateTime, args) => replaced(self, args),
    ),
    ...datetimeClassMethods,
  },
});

function replaced(self: PyDateTime, args: readonly (PyValue | undefined)[]): PyDateTime {
  const [year, month, day, hour, minute, second, microsecond, tzinfo, fold] = args;
  return new PyDateTime({
    year: intOr(year, self.year),
    month: intOr(month, self.month),
    day: intOr(day, self.day),
    hour: intOr(hour, self.hour),
    minute: intOr(minute, self.minute),
    second: intOr(second, self.second),
    microsecond: intOr(microsecond, self.microsecond),
    tzinfo: tzinfo === undefined ? self.tzinfo : zoneArg(tzinfo),
    fold: intOr(fold, self.fold),
  });
}

function separator(value: PyValue | undefined): string {
  if (value === undefined) return 'T';
  const text = toText(value, 'isoformat() argument 1');
  return Array.from(text).length === 1
    ? text
    : raise('TypeError', 'isoformat() argument 1 must be a unicode character, not str');
}

function order(self: PyDateTime, other: PyValue): number | undefined {
  if (other instanceof PyDateTime) return compareTimes(self, other);
  if (other instanceof PyDate) raise('TypeError', "can't compare datetime.datetime to datetime.date");
  return undefined;
}

function binary(
  operator: BinaryOperator,
  self: PyDateTime,
  other: PyValue,
  reflected: boolean,
): PyValue | undefined {
  if (other instanceof PyTimeDelta) {
    if (operator === '+') return self.plus(other);
    return operator === '-' && !reflected ? self.plus(other.negate()) : undefined;
  }
  if (operator !== '-' || reflected || !(other instanceof PyDateTime)) return undefined;
  return subtractTimes(self, other);
}

function dateTimeRepr(rt: Runtime, time: PyDateTime): string {
  const parts = [time.year, time.month, time.day].map(String).concat(clockReprParts(time));
  if (time.fold === 1) parts.push('fold=1');
  if (time.tzinfo !== undefined) parts.push(`tzinfo=${repr(rt, time.tzinfo)}`);
  return `datetime.datetime(${parts.join(', ')})`;
}

function tmOf(rt: Runtime, time: PyDateTime): Tm {
  return makeTm(time, time, () => localClock(rt).wallToEpoch(time.wallSeconds(), 0));
}

function dstFlag(time: PyDateTime): number {
  const dst = time.dstMicros();
  return dst === undefined ? -1 : dst === 0 ? 0 : 1;
}

function formatDateTime(rt: Runtime, time: PyDateTime, format: string): string {
  const own = {
    microsecond: time.microsecond,
    offsetMicros: time.utcOffsetMicros(),
    zoneName: time.tzName(),
  };
  return strftime(rt, tmOf(rt, time), own, format);
}

import { construct, classMethod, constant, method, property } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { repr } from '../../objects/print.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { Runtime } from '../../objects/runtime.js';
import { toText } from '../../objects/coerce.js';
import { intOr, orNone, textArg, zoneArg } from '../arguments.js';
import { raise } from '../raise.js';
import { localClock } from '../world.js';
import { microsOfDay } from './clock.js';
import { isoText } from './date-type.js';
import { parseIsoTime } from './iso-time.js';
import { strftime } from './strftime.js';
import { PyTime, clockReprParts } from './time.js';
import { PyTimeDelta } from './timedelta.js';
import { makeTm } from './tm.js';
import { deltaOrNone } from './zone-methods.js';

/** Python's `datetime.time`. */
export const timeType: PyType = makeType<PyTime>({
  name: 'time',
  module: 'datetime',
  construct: construct(
    'time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)',
    (_rt, _cls, [hour, minute, second, microsecond, tzinfo, fold]) =>
      new PyTime(
        {
          hour: intOr(hour, 0),
          minute: intOr(minute, 0),
          second: intOr(second, 0),
          microsecond: intOr(microsecond, 0),
        },
        zoneArg(tzinfo),
        intOr(fold, 0),
      ),
  ),
  repr: (rt, self) => timeRepr(rt, self),
  str: (_rt, self) => self.isoFormat(),
  format: (rt, self, spec) => formatTime(rt, self, spec),
  hash: (_rt, self) => compoundKey('time', microsOfDay(self) - (self.utcOffsetMicros() ?? 0)),
  equals: (_rt, self, other) => (other instanceof PyTime ? compareTimes(self, other) === 0 : undefined),
  order: (_rt, self, other) =>
    other instanceof PyTime
      ? (compareTimes(self, other) ?? raise('TypeError', "can't compare offset-naive and offset-aware times"))
      : undefined,
  attributes: {
    hour: property((_rt, self) => self.hour),
    minute: property((_rt, self) => self.minute),
    second: property((_rt, self) => self.second),
    microsecond: property((_rt, self) => self.microsecond),
    tzinfo: property((_rt, self) => orNone(self.tzinfo)),
    fold: property((_rt, self) => self.fold),
    isoformat: method("isoformat(timespec='auto')", (_rt, self: PyTime, [timespec]) =>
      self.isoFormat(timespec === undefined ? 'auto' : toText(timespec, 'isoformat() argument 1')),
    ),
    strftime: method('strftime(format)', (rt, self: PyTime, [format]) =>
      formatTime(rt, self, textArg('strftime', 1, format)),
    ),
    utcoffset: method('utcoffset()', (_rt, self: PyTime) => deltaOrNone(self.utcOffsetMicros())),
    dst: method('dst()', (_rt, self: PyTime) => deltaOrNone(self.tzinfo?.dstMicros(undefined))),
    tzname: method('tzname()', (_rt, self: PyTime) => orNone(self.tzinfo?.tzName(undefined))),
    replace: method(
      'replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)',
      (_rt, self: PyTime, [hour, minute, second, microsecond, tzinfo, fold]) =>
        new PyTime(
          {
            hour: intOr(hour, self.hour),
            minute: intOr(minute, self.minute),
            second: intOr(second, self.second),
            microsecond: intOr(microsecond, self.microsecond),
          },
          tzinfo === undefined ? self.tzinfo : zoneArg(tzinfo),
          intOr(fold, self.fold),
        ),
    ),
    fromisoformat: classMethod('fromisoformat(text)', (_rt, _cls, [text]) => parseIsoTime(isoText(text))),
    min: constant(() => new PyTime({ hour: 0, minute: 0, second: 0, microsecond: 0 })),
    max: constant(() => new PyTime({ hour: 23, minute: 59, second: 59, microsecond: 999_999 })),
    resolution: constant(() => PyTimeDelta.of(0, 0, 1)),
  },
});

/** The order of two times of day; `undefined` for a naive and an aware one. */
function compareTimes(a: PyTime, b: PyTime): number | undefined {
  if (a.tzinfo === b.tzinfo) return microsOfDay(a) - microsOfDay(b);
  const left = a.utcOffsetMicros();
  const right = b.utcOffsetMicros();
  if ((left === undefined) !== (right === undefined)) return undefined;
  return microsOfDay(a) - (left ?? 0) - (microsOfDay(b) - (right ?? 0));
}

function timeRepr(rt: Runtime, time: PyTime): string {
  const parts = clockReprParts(time);
  if (time.fold === 1) parts.push('fold=1');
  if (time.tzinfo !== undefined) parts.push(`tzinfo=${repr(rt, time.tzinfo)}`);
  return `datetime.time(${parts.join(', ')})`;
}

function formatTime(rt: Runtime, time: PyTime, format: string): string {
  const day = { year: 1900, month: 1, day: 1 };
  const epoch = (): number =>
    localClock(rt).wallToEpoch(-2_208_988_800 + Math.floor(microsOfDay(time) / 1_000_000), 0);
  const own = {
    microsecond: time.microsecond,
    offsetMicros: time.utcOffsetMicros(),
    zoneName: time.tzinfo?.tzName(undefined),
  };
  return strftime(rt, makeTm(day, time, epoch), own, format);
}

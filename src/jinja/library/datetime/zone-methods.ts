import { type MethodAttribute, method } from '../../objects/attribute.js';
import type { PyValue } from '../../objects/py-value.js';
import { raise } from '../raise.js';
import { PyDateTime } from './datetime.js';
import { PyTimeDelta } from './timedelta.js';
import type { PyTzInfo } from './tzinfo.js';

/** What every `tzinfo` can be asked in a template. */
export function zoneMethods<T extends PyTzInfo>(): Record<
  'utcoffset' | 'dst' | 'tzname' | 'fromutc',
  MethodAttribute<T>
> {
  return {
    utcoffset: method('utcoffset(dt)', (_rt, self: T, [dt]) =>
      deltaOrNone(self.utcOffsetMicros(wallArg(dt))),
    ),
    dst: method('dst(dt)', (_rt, self: T, [dt]) => deltaOrNone(self.dstMicros(wallArg(dt)))),
    tzname: method('tzname(dt)', (_rt, self: T, [dt]) => self.tzName(wallArg(dt)) ?? null),
    fromutc: method('fromutc(dt)', (_rt, self: T, [dt]) => fromUtc(self, dt)),
  };
}

/** A duration as Python's timedelta, or None. */
export function deltaOrNone(micros: number | undefined): PyValue {
  return micros === undefined ? null : PyTimeDelta.of(0, 0, micros);
}

function wallArg(value: PyValue | undefined): PyDateTime | undefined {
  if (value === null || value === undefined) return undefined;
  return value instanceof PyDateTime
    ? value
    : raise('TypeError', 'tzinfo methods require a datetime argument');
}

function fromUtc(zone: PyTzInfo, value: PyValue | undefined): PyValue {
  if (!(value instanceof PyDateTime)) return raise('TypeError', 'fromutc() requires a datetime argument');
  if (value.tzinfo !== zone) raise('ValueError', 'fromutc: dt.tzinfo is not self');
  return zone.fromUtc(value);
}

import { type Attribute, classMethod, constant } from '../../objects/attribute.js';
import type { PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { typeName } from '../../objects/type-name.js';
import { secondsArg, textArg, zoneArg } from '../arguments.js';
import { raise } from '../raise.js';
import { localClock } from '../world.js';
import { isoText } from './date-type.js';
import { PyDate } from './date.js';
import { PyDateTime } from './datetime.js';
import { epochMicros } from './instant.js';
import { localTimeOf } from './instant-local.js';
import { parseIsoDateTime } from './iso-datetime.js';
import { strptime } from './strptime.js';
import { PyTime } from './time.js';
import { PyTimeDelta } from './timedelta.js';
import type { PyTzInfo } from './tzinfo.js';

/** The class methods and constants of `datetime`. */
export const datetimeClassMethods: Readonly<Record<string, Attribute<PyDateTime>>> = {
  now: classMethod('now(tz=None)', (rt, _cls, [tz]) => fromEpoch(rt, rt.host.nowMicros(), zoneArg(tz))),
  today: classMethod('today()', (rt) => fromEpoch(rt, rt.host.nowMicros(), undefined)),
  utcnow: classMethod('utcnow()', (rt) => PyDateTime.fromEpochMicros(rt.host.nowMicros())),
  fromtimestamp: classMethod('fromtimestamp(timestamp, tz=None)', (rt, _cls, [seconds, tz]) =>
    fromEpoch(rt, epochMicros(secondsArg(seconds)), zoneArg(tz)),
  ),
  utcfromtimestamp: classMethod('utcfromtimestamp(timestamp)', (_rt, _cls, [seconds]) =>
    PyDateTime.fromEpochMicros(epochMicros(secondsArg(seconds))),
  ),
  combine: classMethod('combine(date, time, tzinfo=None)', (_rt, _cls, [date, time, tz]) =>
    combine(date, time, tz),
  ),
  strptime: classMethod('strptime(date_string=None, format=None)', (rt, _cls, [text, format]) =>
    parseByFormat(rt, text, format),
  ),
  fromisoformat: classMethod('fromisoformat(text)', (_rt, _cls, [text]) => parseIsoDateTime(isoText(text))),
  min: constant(() => PyDateTime.fromWall(1, 0)),
  max: constant(() => PyDateTime.fromWall(3_652_059, 86_399_999_999)),
  resolution: constant(() => PyTimeDelta.of(0, 0, 1)),
};

function fromEpoch(rt: Runtime, micros: number, zone: PyTzInfo | undefined): PyDateTime {
  if (zone === undefined) return localTimeOf(micros, localClock(rt));
  return zone.fromUtc(PyDateTime.fromEpochMicros(micros, zone));
}

function combine(date: PyValue | undefined, time: PyValue | undefined, tz: PyValue | undefined): PyDateTime {
  if (!(date instanceof PyDate) && !(date instanceof PyDateTime)) {
    return raise('TypeError', `combine() argument 1 must be datetime.date, not ${typeName(date)}`);
  }
  if (!(time instanceof PyTime)) {
    return raise('TypeError', `combine() argument 2 must be datetime.time, not ${typeName(time)}`);
  }
  return PyDateTime.combine(date, time, tz === undefined ? time.tzinfo : zoneArg(tz), time.fold);
}

function parseByFormat(rt: Runtime, text: PyValue | undefined, format: PyValue | undefined): PyDateTime {
  const given = [text, format].filter((value) => value !== undefined).length;
  if (given !== 2) raise('TypeError', `strptime() takes exactly 2 arguments (${given} given)`);
  const zone = localClock(rt).yearPair(Math.floor(rt.host.nowMicros() / 1_000_000));
  const names = zone.map((type) => type.abbreviation);
  return strptime(rt, textArg('strptime', 1, text), textArg('strptime', 2, format), names);
}

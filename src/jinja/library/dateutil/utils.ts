import { nativeFunction } from '../../objects/native-function.js';
import { type PyModule, makeModule } from '../../objects/py-module.js';
import type { PyValue } from '../../objects/py-value.js';
import { zoneArg } from '../arguments.js';
import { PyDateTime } from '../datetime/datetime.js';
import { subtractTimes } from '../datetime/instant.js';
import { localTimeOf } from '../datetime/instant-local.js';
import { PyTimeDelta } from '../datetime/timedelta.js';
import { raise } from '../raise.js';
import { localClock } from '../world.js';

/** `dateutil.utils`. */
export function makeUtilsModule(): PyModule {
  return makeModule('dateutil.utils', {
    today: nativeFunction('today(tzinfo=None)', (rt, [tz]) => {
      const zone = zoneArg(tz);
      const micros = rt.host.nowMicros();
      const now =
        zone?.fromUtc(PyDateTime.fromEpochMicros(micros, zone)) ?? localTimeOf(micros, localClock(rt));
      return PyDateTime.combine(now, { hour: 0, minute: 0, second: 0, microsecond: 0 }, zone);
    }),
    default_tzinfo: nativeFunction('default_tzinfo(dt, tzinfo)', (_rt, [dt, tz]) => {
      const time = timeArg(dt);
      return time.tzinfo === undefined ? time.replace({ tzinfo: zoneArg(tz) }) : time;
    }),
    within_delta: nativeFunction('within_delta(dt1, dt2, delta)', (_rt, [a, b, delta]) => {
      if (!(delta instanceof PyTimeDelta)) return raise('TypeError', 'within_delta needs a timedelta');
      const limit = delta.days < 0 ? delta.negate() : delta;
      const distance = subtractTimes(timeArg(a), timeArg(b));
      return distance.compare(limit.negate()) >= 0 && distance.compare(limit) <= 0;
    }),
  });
}

function timeArg(value: PyValue | undefined): PyDateTime {
  return value instanceof PyDateTime ? value : raise('TypeError', 'a datetime is required');
}

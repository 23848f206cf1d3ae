import { toText } from '../../objects/coerce.js';
import { nativeFunction } from '../../objects/native-function.js';
import { type PyModule, makeModule } from '../../objects/py-module.js';
import type { PyValue } from '../../objects/py-value.js';
import { PyDateTime } from '../datetime/datetime.js';
import { localTimeOf } from '../datetime/instant-local.js';
import { raise } from '../raise.js';
import { localClock } from '../world.js';
import { FREQUENCIES } from './recurrence.js';
import { parseRuleText } from './rrule-text.js';
import { PyRRule, rruleType } from './rrule-type.js';
import { weekdayConstants } from './weekday.js';

/** `dateutil.rrule`; `parse` is `dateutil.parser.parse`, which reads the dates of rule texts. */
export function makeRRuleModule(parse: PyValue): PyModule {
  return makeModule('dateutil.rrule', {
    rrule: rruleType,
    rrulestr: nativeFunction('rrulestr(s, dtstart=None, **kwargs)', (rt, [text, start]) => {
      const now = localTimeOf(rt.host.nowMicros(), localClock(rt)).replace({ microsecond: 0 });
      const readDate = (date: string): PyDateTime => timeOf(rt.call(parse, [date]));
      return new PyRRule(parseRuleText(toText(text), startArg(start) ?? now, readDate));
    }),
    ...Object.fromEntries(FREQUENCIES.map((name, at) => [name, at])),
    ...weekdayConstants(),
  });
}

function startArg(value: PyValue | undefined): PyDateTime | undefined {
  return value === undefined || value === null ? undefined : timeOf(value).replace({ microsecond: 0 });
}

function timeOf(value: PyValue): PyDateTime {
  return value instanceof PyDateTime ? value : raise('TypeError', 'a datetime is required');
}

import { toIndex } from '../../objects/coerce.js';
import { tryIterate } from '../../objects/iterate.js';
import { numberOf } from '../../objects/coerce.js';
import type { PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { weekdayOf } from '../datetime/civil.js';
import { PyDate } from '../datetime/date.js';
import { PyDateTime } from '../datetime/datetime.js';
import { localTimeOf } from '../datetime/instant-local.js';
import { raise } from '../raise.js';
import { localClock } from '../world.js';
import { type Recurrence, type RuleParts, WEEKLY } from './recurrence.js';
import { PyWeekday } from './weekday.js';

/** The arguments of `rrule(...)`. */
export const SIGNATURE =
  'rrule(freq, dtstart=None, interval=1, wkst=None, count=None, until=None, bysetpos=None, bymonth=None, ' +
  'bymonthday=None, byyearday=None, byeaster=None, byweekno=None, byweekday=None, byhour=None, byminute=None, ' +
  'bysecond=None, cache=False)';

/** Makes a rule of bound arguments, with dateutil's defaults. */
export function newRecurrence(rt: Runtime, args: readonly (PyValue | undefined)[]): Recurrence {
  const [freq, start, interval, wkst, count, until, bysetpos, bymonth, bymonthday, byyearday, byeaster] =
    args;
  const [byweekno, byweekday, byhour, byminute, bysecond] = args.slice(11);
  const numbers = (value: PyValue | undefined): readonly number[] | undefined => numberList(rt, value);
  return complete({
    freq: toIndex(freq),
    start: timeArg(start) ?? localTimeOf(rt.host.nowMicros(), localClock(rt)).replace({ microsecond: 0 }),
    interval: interval === undefined ? 1 : toIndex(interval),
    weekStart: weekStartArg(wkst),
    count: numberOrNone(count),
    until: untilArg(until),
    bysetpos: numbers(bysetpos)?.map(checkPosition),
    bymonth: numbers(bymonth),
    bymonthday: numbers(bymonthday),
    byyearday: numbers(byyearday),
    byeaster: numbers(byeaster),
    byweekno: numbers(byweekno),
    byweekday: weekdayList(rt, byweekday),
    byhour: numbers(byhour),
    byminute: numbers(byminute),
    bysecond: numbers(bysecond),
  });
}

/** Fills in the day from the start where the rule names none, and checks the end. */
export function complete(rule: Recurrence): Recurrence {
  if (rule.until !== undefined && (rule.until.tzinfo === undefined) !== (rule.start.tzinfo === undefined)) {
    raise('ValueError', 'RRULE UNTIL values must be specified in UTC when DTSTART is timezone-aware');
  }
  const { byweekno, byyearday, bymonthday, byweekday, byeaster } = rule;
  const named = [byweekno, byyearday, bymonthday, byweekday, byeaster].some((part) => part !== undefined);
  return named ? rule : { ...rule, ...defaultDay(rule) };
}

function defaultDay({ freq, start, bymonth }: Recurrence): Partial<RuleParts> {
  if (freq === 0) return { bymonth: bymonth ?? [start.month], bymonthday: [start.day] };
  if (freq === 1) return { bymonthday: [start.day] };
  return freq === WEEKLY ? { byweekday: [new PyWeekday(weekdayOf(start.toOrdinal()))] } : {};
}

function timeArg(value: PyValue | undefined): PyDateTime | undefined {
  return untilArg(value)?.replace({ microsecond: 0 });
}

function untilArg(value: PyValue | undefined): PyDateTime | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof PyDateTime) return value;
  if (value instanceof PyDate) return PyDateTime.fromWall(value.toOrdinal(), 0);
  return raise('TypeError', 'a date or datetime is required');
}

function numberOrNone(value: PyValue | undefined): number | undefined {
  return value === undefined || value === null ? undefined : toIndex(value);
}

function numberList(rt: Runtime, value: PyValue | undefined): readonly number[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (numberOf(value) !== undefined) return [toIndex(value)];
  return Array.from(tryIterate(rt, value) ?? raise('TypeError', 'an integer or a list is required'), toIndex);
}

function checkPosition(position: number): number {
  if (position !== 0 && Math.abs(position) <= 366) return position;
  return raise('ValueError', 'bysetpos must be between 1 and 366, or between -366 and -1');
}

function weekStartArg(value: PyValue | undefined): number {
  if (value instanceof PyWeekday) return value.weekday;
  return value === undefined || value === null ? 0 : toIndex(value);
}

function weekdayList(rt: Runtime, value: PyValue | undefined): readonly PyWeekday[] | undefined {
  if (value === undefined || value === null) return undefined;
  const single = value instanceof PyWeekday || numberOf(value) !== undefined;
  const items = single ? [value] : (tryIterate(rt, value) ?? raise('TypeError', 'weekdays are required'));
  return Array.from(items, (item) => (item instanceof PyWeekday ? item : new PyWeekday(toIndex(item))));
}

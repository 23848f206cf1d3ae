import { numberOf } from '../../objects/coerce.js';
import type { PyValue } from '../../objects/py-value.js';
import { PyDate } from '../datetime/date.js';
import { PyDateTime } from '../datetime/datetime.js';
import { raise } from '../raise.js';
import { relativeBetween } from './relativedelta-between.js';
import type { Absolute } from './relative-fields.js';
import { PyRelativeDelta } from './relativedelta.js';
import { PyWeekday } from './weekday.js';

/** The arguments of `relativedelta(...)` in order. */
export const SIGNATURE =
  'relativedelta(dt1=None, dt2=None, years=0, months=0, days=0, leapdays=0, weeks=0, hours=0, minutes=0, seconds=0, ' +
  'microseconds=0, year=None, month=None, day=None, weekday=None, yearday=None, nlyearday=None, hour=None, ' +
  'minute=None, second=None, microsecond=None)';

const NAMES = SIGNATURE.slice(SIGNATURE.indexOf('(') + 1, -1)
  .split(', ')
  .map((part) => part.replace(/=.*/, ''));

/** Last days of the months in a year that counts February 29th. */
const MONTH_ENDS = [31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 366];

/** Makes a relativedelta of bound arguments. */
export function newRelativeDelta(args: readonly (PyValue | undefined)[]): PyRelativeDelta {
  const given = new Map(NAMES.map((name, at) => [name, args[at] ?? undefined]));
  const first = given.get('dt1');
  const second = given.get('dt2');
  if (first !== undefined && second !== undefined) return relativeBetween(dateArg(first), dateArg(second));
  const amount = (name: string): number => numberArg(given.get(name)) ?? 0;
  const years = whole(amount('years'));
  const months = whole(amount('months'));
  const dayOfYear = yearDay(numberArg(given.get('nlyearday')) ?? 0, numberArg(given.get('yearday')) ?? 0);
  return new PyRelativeDelta(
    {
      years,
      months,
      days: amount('days') + amount('weeks') * 7,
      leapdays: dayOfYear.leapdays ?? amount('leapdays'),
      hours: amount('hours'),
      minutes: amount('minutes'),
      seconds: amount('seconds'),
      microseconds: amount('microseconds'),
    },
    { ...absoluteFields(given), ...dayOfYear.fields },
  );
}

function dateArg(value: PyValue): PyDate | PyDateTime {
  if (value instanceof PyDate || value instanceof PyDateTime) return value;
  return raise('TypeError', 'relativedelta only diffs datetime/date');
}

function numberArg(value: PyValue | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  return numberOf(value) ?? raise('TypeError', 'relativedelta amounts must be numbers');
}

function whole(amount: number): number {
  if (Number.isInteger(amount)) return amount;
  return raise('ValueError', 'Non-integer years and months are ambiguous and not currently supported.');
}

function absoluteFields(given: ReadonlyMap<string, PyValue | undefined>): Partial<Absolute> {
  return {
    year: numberArg(given.get('year')),
    month: numberArg(given.get('month')),
    day: numberArg(given.get('day')),
    weekday: weekdayArg(given.get('weekday')),
    hour: numberArg(given.get('hour')),
    minute: numberArg(given.get('minute')),
    second: numberArg(given.get('second')),
    microsecond: numberArg(given.get('microsecond')),
  };
}

function weekdayArg(value: PyValue | undefined): PyWeekday | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof PyWeekday) return value;
  const index = numberOf(value);
  if (index === undefined) return raise('TypeError', 'weekday must be a weekday or an integer');
  const day = index < 0 ? index + 7 : index;
  return day >= 0 && day < 7 ? new PyWeekday(day) : raise('IndexError', 'tuple index out of range');
}

interface YearDay {
  readonly leapdays?: number;
  readonly fields: Partial<Absolute>;
}

function yearDay(nonLeap: number, any: number): YearDay {
  const day = nonLeap === 0 ? any : nonLeap;
  if (day === 0) return { fields: {} };
  const at = MONTH_ENDS.findIndex((end) => day <= end);
  if (at < 0) raise('ValueError', `invalid year day (${day})`);
  const fields = { month: at + 1, day: day - (MONTH_ENDS[at - 1] ?? 0) };
  return nonLeap === 0 && any > 59 ? { leapdays: -1, fields } : { fields };
}

import type { PyDateTime } from '../datetime/datetime.js';
import type { PyWeekday } from './weekday.js';

/** The frequencies, from YEARLY as 0 to SECONDLY as 6. */
export const FREQUENCIES: readonly string[] = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
];

export const WEEKLY = 2;
export const DAILY = 3;

/** The parts of a rule that choose among the times of a period; absent ones choose all. */
export interface RuleParts {
  readonly bysetpos: readonly number[] | undefined;
  readonly bymonth: readonly number[] | undefined;
  readonly bymonthday: readonly number[] | undefined;
  readonly byyearday: readonly number[] | undefined;
  readonly byeaster: readonly number[] | undefined;
  readonly byweekno: readonly number[] | undefined;
  readonly byweekday: readonly PyWeekday[] | undefined;
  readonly byhour: readonly number[] | undefined;
  readonly byminute: readonly number[] | undefined;
  readonly bysecond: readonly number[] | undefined;
}

/** A recurrence rule (RFC 5545), as given. */
export interface Recurrence extends RuleParts {
  readonly freq: number;
  readonly start: PyDateTime;
  readonly interval: number;
  /** The first day of the week; Monday is 0. */
  readonly weekStart: number;
  readonly count: number | undefined;
  readonly until: PyDateTime | undefined;
}

import type { PyWeekday } from './weekday.js';

/** The amounts that are added; those of months and years are whole. */
export const RELATIVE_FIELDS = [
  'years',
  'months',
  'days',
  'leapdays',
  'hours',
  'minutes',
  'seconds',
  'microseconds',
] as const;

/** The fields that are replaced. */
export const ABSOLUTE_FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond'] as const;

/** Amounts to add, by field. */
export type Relative = Readonly<Record<(typeof RELATIVE_FIELDS)[number], number>>;

/** Fields to replace; `undefined` leaves one alone. */
export type Absolute = Readonly<Record<(typeof ABSOLUTE_FIELDS)[number], number | undefined>> & {
  readonly weekday: PyWeekday | undefined;
};

/** No change at all. */
export const NO_RELATIVE: Relative = {
  years: 0,
  months: 0,
  days: 0,
  leapdays: 0,
  hours: 0,
  minutes: 0,
  seconds: 0,
  microseconds: 0,
};

/** Nothing replaced. */
export const NO_ABSOLUTE: Absolute = {
  year: undefined,
  month: undefined,
  day: undefined,
  weekday: undefined,
  hour: undefined,
  minute: undefined,
  second: undefined,
  microsecond: undefined,
};

import type { PyObject } from '../../objects/py-value.js';
import type { PyType } from '../../objects/py-type.js';
import { PyError } from '../../objects/py-error.js';
import { relativedeltaType } from './relativedelta-type.js';
import {
  type Absolute,
  NO_ABSOLUTE,
  NO_RELATIVE,
  RELATIVE_FIELDS,
  type Relative,
} from './relative-fields.js';

/** dateutil's `relativedelta`. */
export class PyRelativeDelta implements PyObject {
  readonly relative: Relative;
  readonly absolute: Absolute;

  constructor(relative: Partial<Relative>, absolute: Partial<Absolute> = {}) {
    this.relative = carry({ ...NO_RELATIVE, ...relative });
    this.absolute = { ...NO_ABSOLUTE, ...absolute };
  }

  get type(): PyType {
    return relativedeltaType;
  }

  /** Whether a clock field changes, so that a date becomes a datetime. */
  get hasTime(): boolean {
    const { hours, minutes, seconds, microseconds } = this.relative;
    const { hour, minute, second, microsecond } = this.absolute;
    const replaced = [hour, minute, second, microsecond].some((field) => field !== undefined);
    return replaced || [hours, minutes, seconds, microseconds].some((amount) => amount !== 0);
  }

  isZero(): boolean {
    const replaced = Object.values(this.absolute).some((field) => field !== undefined);
    return !replaced && RELATIVE_FIELDS.every((field) => this.relative[field] === 0);
  }
}

/** What overflows a unit goes into the next one; days never become months. */
function carry(amounts: Relative): Relative {
  const [microseconds, toSeconds] = overflow(amounts.microseconds, 1_000_000);
  const [seconds, toMinutes] = overflow(amounts.seconds + toSeconds, 60);
  const [minutes, toHours] = overflow(amounts.minutes + toMinutes, 60);
  const [hours, toDays] = overflow(amounts.hours + toHours, 24);
  const [months, toYears] = overflow(amounts.months, 12);
  return {
    ...amounts,
    years: amounts.years + toYears,
    months,
    days: amounts.days + toDays,
    hours,
    minutes,
    seconds,
    microseconds,
  };
}

function overflow(amount: number, unit: number): readonly [rest: number, carried: number] {
  if (!Number.isFinite(amount))
    throw new PyError('OverflowError', 'cannot convert float infinity to integer');
  if (Math.abs(amount) < unit) return [amount, 0];
  const sign = Math.sign(amount);
  const magnitude = Math.abs(amount);
  // `+ 0` keeps a negative amount of nothing from printing as -0.
  return [sign * (magnitude % unit) + 0, sign * Math.floor(magnitude / unit)];
}

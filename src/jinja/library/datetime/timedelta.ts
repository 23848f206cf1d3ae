import type { PyObject } from '../../objects/py-value.js';
import type { PyType } from '../../objects/py-type.js';
import { raise } from '../raise.js';
import { divideNearest, floatRatio, floorDiv, floorMod, trueDivide } from './ratio.js';
import { pad } from './civil.js';
import { timedeltaType } from './timedelta-type.js';

const MICROS_PER_SECOND = 1_000_000;
const MICROS_PER_DAY = 86_400_000_000n;
const MAX_DAYS = 999_999_999;

/** Python's `timedelta`: normalised days, seconds and microseconds, exact. */
export class PyTimeDelta implements PyObject {
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;

  private constructor(days: number, seconds: number, microseconds: number) {
    this.days = days;
    this.seconds = seconds;
    this.microseconds = microseconds;
  }

  get type(): PyType {
    return timedeltaType;
  }

  /** A duration of whole units of any size and sign. */
  static of(days: number, seconds = 0, microseconds = 0): PyTimeDelta {
    const carriedSeconds = seconds + Math.floor(microseconds / MICROS_PER_SECOND);
    const carriedDays = days + Math.floor(carriedSeconds / 86_400);
    if (Math.abs(carriedDays) > MAX_DAYS) {
      raise('OverflowError', `days=${carriedDays}; must have magnitude <= ${MAX_DAYS}`);
    }
    return new PyTimeDelta(
      carriedDays,
      carriedSeconds - Math.floor(carriedSeconds / 86_400) * 86_400,
      microseconds - Math.floor(microseconds / MICROS_PER_SECOND) * MICROS_PER_SECOND,
    );
  }

  /** A duration of any number of microseconds. */
  static fromMicros(total: bigint): PyTimeDelta {
    const days = floorDiv(total, MICROS_PER_DAY);
    if (days > 2n ** 31n - 1n || days < -(2n ** 31n)) {
      raise('OverflowError', 'Python int too large to convert to C int');
    }
    return PyTimeDelta.of(Number(days), 0, Number(floorMod(total, MICROS_PER_DAY)));
  }

  /** The exact length in microseconds. */
  totalMicros(): bigint {
    return BigInt(this.days) * MICROS_PER_DAY + BigInt(this.seconds * MICROS_PER_SECOND + this.microseconds);
  }

  totalSeconds(): number {
    return trueDivide(this.totalMicros(), 1_000_000n);
  }

  plus(other: PyTimeDelta): PyTimeDelta {
    return PyTimeDelta.of(
      this.days + other.days,
      this.seconds + other.seconds,
      this.microseconds + other.microseconds,
    );
  }

  minus(other: PyTimeDelta): PyTimeDelta {
    return this.plus(PyTimeDelta.of(-other.days, -other.seconds, -other.microseconds));
  }

  negate(): PyTimeDelta {
    return PyTimeDelta.of(-this.days, -this.seconds, -this.microseconds);
  }

  /** Multiplied by an integer, or by a float with ties to even. */
  times(factor: bigint | number): PyTimeDelta {
    if (typeof factor === 'bigint') return PyTimeDelta.fromMicros(this.totalMicros() * factor);
    const [top, bottom] = ratioOf(factor);
    return PyTimeDelta.fromMicros(divideNearest(this.totalMicros() * top, bottom));
  }

  /** Divided by a number, ties to even. */
  dividedBy(divisor: bigint | number): PyTimeDelta {
    const [top, bottom] = typeof divisor === 'bigint' ? ([divisor, 1n] as const) : ratioOf(divisor);
    if (top === 0n) raise('ZeroDivisionError', divisionByZero(divisor));
    return PyTimeDelta.fromMicros(divideNearest(this.totalMicros() * bottom, top));
  }

  compare(other: PyTimeDelta): number {
    return this.days - other.days || this.seconds - other.seconds || this.microseconds - other.microseconds;
  }

  isZero(): boolean {
    return this.days === 0 && this.seconds === 0 && this.microseconds === 0;
  }

  /** Python's `str()`: `-1 day, 23:00:00`. */
  toString(): string {
    const days = this.days === 0 ? '' : `${this.days} day${Math.abs(this.days) === 1 ? '' : 's'}, `;
    const clock = `${Math.floor(this.seconds / 3600)}:${pad(Math.floor(this.seconds / 60) % 60, 2)}:${pad(this.seconds % 60, 2)}`;
    return days + clock + (this.microseconds === 0 ? '' : `.${pad(this.microseconds, 6)}`);
  }

  /** Python's `repr()`: `datetime.timedelta(days=-1, seconds=82800)`. */
  repr(): string {
    const parts = [
      ...(this.days === 0 ? [] : [`days=${this.days}`]),
      ...(this.seconds === 0 ? [] : [`seconds=${this.seconds}`]),
      ...(this.microseconds === 0 ? [] : [`microseconds=${this.microseconds}`]),
    ];
    return `datetime.timedelta(${parts.length === 0 ? '0' : parts.join(', ')})`;
  }
}

function divisionByZero(divisor: bigint | number): string {
  return typeof divisor === 'bigint' ? 'integer division or modulo by zero' : 'division by zero';
}

function ratioOf(value: number): readonly [bigint, bigint] {
  if (Number.isNaN(value)) raise('ValueError', 'cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) raise('OverflowError', 'cannot convert Infinity to integer ratio');
  return floatRatio(value);
}

import { type Attribute, construct, method, property } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { numberOf } from '../../objects/coerce.js';
import { PyFloat } from '../../objects/py-float.js';
import { type BinaryOperator, type PyType, type UnaryOperator, makeType } from '../../objects/py-type.js';
import type { PyValue } from '../../objects/py-value.js';
import { makeInt } from '../../objects/make-int.js';
import { PyDate } from '../datetime/date.js';
import { PyDateTime } from '../datetime/datetime.js';
import { roundHalfEven } from '../datetime/ratio.js';
import { PyTimeDelta } from '../datetime/timedelta.js';
import { addRelative } from './relativedelta-add.js';
import { SIGNATURE, newRelativeDelta } from './relativedelta-new.js';
import { ABSOLUTE_FIELDS, type Absolute, RELATIVE_FIELDS, type Relative } from './relative-fields.js';
import { PyRelativeDelta } from './relativedelta.js';

/** dateutil's `relativedelta`. */
export const relativedeltaType: PyType = makeType<PyRelativeDelta>({
  name: 'relativedelta',
  module: 'dateutil.relativedelta',
  construct: construct(SIGNATURE, (_rt, _cls, args) => newRelativeDelta(args)),
  repr: (_rt, self) => reprOf(self),
  truth: (_rt, self) => !self.isZero(),
  hash: (_rt, self) => compoundKey('relativedelta', reprOf(self)),
  equals: (_rt, self, other) => (other instanceof PyRelativeDelta ? equal(self, other) : undefined),
  binary: (_rt, operator, self, other, reflected) => binary(operator, self, other, reflected),
  unary: (_rt, operator, self) => unary(operator, self),
  attributes: {
    ...Object.fromEntries(RELATIVE_FIELDS.map((field) => [field, relativeProperty(field)])),
    ...Object.fromEntries(ABSOLUTE_FIELDS.map((field) => [field, absoluteProperty(field)])),
    weekday: property((_rt, self) => self.absolute.weekday ?? null),
    weeks: property((_rt, self) => Math.trunc(self.relative.days / 7)),
    normalized: method('normalized()', (_rt, self: PyRelativeDelta) => normalized(self)),
  },
});

function relativeProperty(field: keyof Relative): Attribute<PyRelativeDelta> {
  return property((_rt, self) => numberValue(self.relative[field]));
}

function absoluteProperty(field: (typeof ABSOLUTE_FIELDS)[number]): Attribute<PyRelativeDelta> {
  return property((_rt, self) => {
    const value = self.absolute[field];
    return value === undefined ? null : numberValue(value);
  });
}

function numberValue(amount: number): PyValue {
  return Number.isInteger(amount) ? makeInt(amount) : new PyFloat(amount);
}

function mapRelative(delta: PyRelativeDelta, map: (amount: number) => number): PyRelativeDelta {
  const { years, months, days, leapdays, hours, minutes, seconds, microseconds } = delta.relative;
  const [a, b, c, d, e, f, g] = [years, months, days, hours, minutes, seconds, microseconds].map(
    (n) => map(n) + 0,
  );
  return new PyRelativeDelta(
    {
      years: a ?? 0,
      months: b ?? 0,
      days: c ?? 0,
      leapdays,
      hours: d ?? 0,
      minutes: e ?? 0,
      seconds: f ?? 0,
      microseconds: g ?? 0,
    },
    delta.absolute,
  );
}

function unary(operator: UnaryOperator, self: PyRelativeDelta): PyRelativeDelta | undefined {
  if (operator === '-') return mapRelative(self, (amount) => -amount);
  return operator === 'abs' ? mapRelative(self, Math.abs) : undefined;
}

function binary(
  operator: BinaryOperator,
  self: PyRelativeDelta,
  other: PyValue,
  reflected: boolean,
): PyValue | undefined {
  if (operator === '+') return add(self, other);
  if (operator === '-')
    return reflected
      ? add(
          mapRelative(self, (amount) => -amount),
          other,
        )
      : subtract(self, other);
  const factor = numberOf(other);
  if (factor === undefined) return undefined;
  if (operator === '*') return mapRelative(self, (amount) => Math.trunc(amount * factor));
  if (operator === '/' && !reflected) return mapRelative(self, (amount) => Math.trunc(amount * (1 / factor)));
  return undefined;
}

function add(self: PyRelativeDelta, other: PyValue): PyValue | undefined {
  if (other instanceof PyDate || other instanceof PyDateTime) return addRelative(other, self);
  if (other instanceof PyTimeDelta) {
    const { days, seconds, microseconds } = self.relative;
    const amounts = {
      days: days + other.days,
      seconds: seconds + other.seconds,
      microseconds: microseconds + other.microseconds,
    };
    return new PyRelativeDelta({ ...self.relative, ...amounts }, self.absolute);
  }
  return other instanceof PyRelativeDelta
    ? combine(self, other, 1, other.absolute, self.absolute)
    : undefined;
}

function subtract(self: PyRelativeDelta, other: PyValue): PyValue | undefined {
  return other instanceof PyRelativeDelta
    ? combine(self, other, -1, self.absolute, other.absolute)
    : undefined;
}

/** Adds or subtracts amounts; absolute fields of the first kind win. */
function combine(
  a: PyRelativeDelta,
  b: PyRelativeDelta,
  sign: 1 | -1,
  winner: Absolute,
  other: Absolute,
): PyRelativeDelta {
  const sums = Object.fromEntries(
    RELATIVE_FIELDS.map((field) => [field, a.relative[field] + sign * b.relative[field]]),
  ) as Relative;
  const leapdays =
    sign === 1 ? b.relative.leapdays || a.relative.leapdays : a.relative.leapdays || b.relative.leapdays;
  const defined = Object.entries(winner).filter(([, value]) => value !== undefined);
  return new PyRelativeDelta({ ...sums, leapdays }, { ...other, ...Object.fromEntries(defined) });
}

function equal(a: PyRelativeDelta, b: PyRelativeDelta): boolean {
  const day = a.absolute.weekday;
  const otherDay = b.absolute.weekday;
  const sameDay = day?.weekday === otherDay?.weekday && (day?.n ?? 1) === (otherDay?.n ?? 1);
  return (
    sameDay &&
    RELATIVE_FIELDS.every((field) => a.relative[field] === b.relative[field]) &&
    ABSOLUTE_FIELDS.every((field) => a.absolute[field] === b.absolute[field])
  );
}

/** Fractions of days, hours, minutes and seconds become smaller units. */
function normalized(delta: PyRelativeDelta): PyRelativeDelta {
  const { relative } = delta;
  const days = Math.trunc(relative.days);
  const hours = rounded(relative.hours + 24 * (relative.days - days), 11);
  const minutes = rounded(relative.minutes + 60 * (hours - Math.trunc(hours)), 10);
  const seconds = rounded(relative.seconds + 60 * (minutes - Math.trunc(minutes)), 8);
  const microseconds = roundHalfEven(relative.microseconds + 1e6 * (seconds - Math.trunc(seconds)));
  const parts = {
    days,
    hours: Math.trunc(hours),
    minutes: Math.trunc(minutes),
    seconds: Math.trunc(seconds),
    microseconds,
  };
  return new PyRelativeDelta({ ...relative, ...parts }, delta.absolute);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function reprOf(delta: PyRelativeDelta): string {
  const relative = RELATIVE_FIELDS.filter((field) => delta.relative[field] !== 0).map(
    (field) => `${field}=${signedGeneral(delta.relative[field])}`,
  );
  const { weekday } = delta.absolute;
  const absolute = (['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second', 'microsecond'] as const)
    .filter((field) => delta.absolute[field] !== undefined)
    .map((field) => `${field}=${field === 'weekday' ? String(weekday) : String(delta.absolute[field])}`);
  return `relativedelta(${[...relative, ...absolute].join(', ')})`;
}

/** Python's format `+g`: six significant digits. */
function signedGeneral(value: number): string {
  const sign = value < 0 ? '-' : '+';
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential(5).split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 6) {
    const digits = mantissa.replace(/\.?0+$/, '');
    return `${sign}${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const fixed = Math.abs(value).toFixed(5 - power);
  return sign + (fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed);
}

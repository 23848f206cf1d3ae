import { construct, constant, method, property } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { makeInt } from '../../objects/make-int.js';
import { PyFloat } from '../../objects/py-float.js';
import { type BinaryOperator, type PyType, type UnaryOperator, makeType } from '../../objects/py-type.js';
import type { PyValue } from '../../objects/py-value.js';
import { typeName } from '../../objects/type-name.js';
import { raise } from '../raise.js';
import { floorDiv, floorMod, trueDivide } from './ratio.js';
import { PyTimeDelta } from './timedelta.js';
import { TIMEDELTA_UNITS, makeTimeDelta } from './timedelta-new.js';

/** Python's `datetime.timedelta`. */
export const timedeltaType: PyType = makeType<PyTimeDelta>({
  name: 'timedelta',
  module: 'datetime',
  construct: construct(
    '__new__(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)',
    (_rt, _cls, [days, seconds, microseconds, milliseconds, minutes, hours, weeks]) =>
      newTimeDelta(
        new Map(Object.entries({ days, seconds, microseconds, milliseconds, minutes, hours, weeks })),
      ),
  ),
  repr: (_rt, self) => self.repr(),
  str: (_rt, self) => self.toString(),
  truth: (_rt, self) => !self.isZero(),
  hash: (_rt, self) => compoundKey('timedelta', self.days, self.seconds, self.microseconds),
  equals: (_rt, self, other) => (other instanceof PyTimeDelta ? self.compare(other) === 0 : undefined),
  order: (_rt, self, other) => (other instanceof PyTimeDelta ? self.compare(other) : undefined),
  binary: (_rt, operator, self, other, reflected) => binary(operator, self, other, reflected),
  unary: (_rt, operator, self) => unary(operator, self),
  attributes: {
    days: property((_rt, self) => self.days),
    seconds: property((_rt, self) => self.seconds),
    microseconds: property((_rt, self) => self.microseconds),
    total_seconds: method('total_seconds()', (_rt, self: PyTimeDelta) => new PyFloat(self.totalSeconds())),
    min: constant(() => PyTimeDelta.of(-999_999_999)),
    max: constant(() => PyTimeDelta.of(999_999_999, 86_399, 999_999)),
    resolution: constant(() => PyTimeDelta.of(0, 0, 1)),
  },
});

function newTimeDelta(given: ReadonlyMap<string, PyValue | undefined>): PyTimeDelta {
  const amounts = TIMEDELTA_UNITS.flatMap(([unit]) => {
    const value = given.get(unit);
    return value === undefined ? [] : [[unit, amountOf(unit, value)] as const];
  });
  return makeTimeDelta(Object.fromEntries(amounts));
}

function amountOf(unit: string, value: PyValue): bigint | number {
  return (
    scalar(value) ??
    raise('TypeError', `unsupported type for timedelta ${unit} component: ${typeName(value)}`)
  );
}

/** An int as bigint, a float as number. */
function scalar(value: PyValue): bigint | number | undefined {
  if (value instanceof PyFloat) return value.value;
  return integer(value);
}

function integer(value: PyValue): bigint | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'number' || typeof value === 'bigint' ? BigInt(value) : undefined;
}

function binary(
  operator: BinaryOperator,
  self: PyTimeDelta,
  other: PyValue,
  reflected: boolean,
): PyValue | undefined {
  if (other instanceof PyTimeDelta)
    return reflected ? withDelta(operator, other, self) : withDelta(operator, self, other);
  const factor = scalar(other);
  if (factor === undefined) return undefined;
  if (operator === '*') return self.times(factor);
  if (reflected) return undefined;
  if (operator === '/') return self.dividedBy(factor);
  if (operator === '//' && typeof factor === 'bigint')
    return PyTimeDelta.fromMicros(floorDiv(self.totalMicros(), nonZero(factor)));
  return undefined;
}

function withDelta(operator: BinaryOperator, a: PyTimeDelta, b: PyTimeDelta): PyValue | undefined {
  switch (operator) {
    case '+':
      return a.plus(b);
    case '-':
      return a.minus(b);
    case '/':
      if (b.isZero()) raise('ZeroDivisionError', 'division by zero');
      return new PyFloat(trueDivide(a.totalMicros(), b.totalMicros()));
    case '//':
      return makeInt(floorDiv(a.totalMicros(), nonZero(b.totalMicros())));
    case '%':
      return PyTimeDelta.fromMicros(floorMod(a.totalMicros(), nonZero(b.totalMicros())));
    case '*':
    case '**':
    case '&':
    case '|':
    case '^':
      return undefined;
  }
}

function nonZero(divisor: bigint): bigint {
  return divisor === 0n ? raise('ZeroDivisionError', 'integer division or modulo by zero') : divisor;
}

function unary(operator: UnaryOperator, self: PyTimeDelta): PyTimeDelta {
  if (operator === '-') return self.negate();
  return operator === 'abs' && self.days < 0 ? self.negate() : self;
}

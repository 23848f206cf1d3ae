import type { PyValue } from './py-value.js';
import type { BinaryOperator, UnaryOperator } from './py-type.js';
import type { Runtime } from './runtime.js';
import { floatBinary } from './float-arithmetic.js';
import { intBinary } from './int-arithmetic.js';
import { makeInt } from './make-int.js';
import { PyFloat } from './py-float.js';
import { overflowError, typeError } from './py-error.js';
import { textBinary } from './text-arithmetic.js';
import { typeName } from './type-name.js';

/** `a operator b`. */
export function binary(rt: Runtime, operator: BinaryOperator, a: PyValue, b: PyValue): PyValue {
  const result = numberBinary(rt, operator, a, b) ?? otherBinary(rt, operator, a, b);
  if (result !== undefined) return result;
  const sign = operator === '**' ? '** or pow()' : operator;
  if (operator === '+' && (typeof a === 'string' || a instanceof Object)) {
    const concat = concatError(a, b);
    if (concat !== undefined) throw typeError(concat);
  }
  throw typeError(`unsupported operand type(s) for ${sign}: '${typeName(a)}' and '${typeName(b)}'`);
}

/** `-value`, `+value` and `abs(value)`. */
export function unary(rt: Runtime, operator: UnaryOperator, value: PyValue): PyValue {
  const int = typeof value === 'boolean' ? (value ? 1 : 0) : value;
  if (typeof int === 'number' || typeof int === 'bigint') return intUnary(operator, int);
  if (int instanceof PyFloat) return new PyFloat(floatUnary(operator, int.value));
  if (typeof int === 'object' && int !== null) {
    const result = int.type.hooks.unary?.(rt, operator, int);
    if (result !== undefined) return result;
  }
  const what = operator === 'abs' ? 'abs()' : `unary ${operator}`;
  throw typeError(`bad operand type for ${what}: '${typeName(value)}'`);
}

function intUnary(operator: UnaryOperator, value: number | bigint): PyValue {
  const negate = operator === '-' || (operator === 'abs' && value < 0);
  return negate ? makeInt(-value) : value;
}

function floatUnary(operator: UnaryOperator, value: number): number {
  if (operator === '-') return -value;
  return operator === 'abs' ? Math.abs(value) : value;
}

function numberBinary(rt: Runtime, operator: BinaryOperator, a: PyValue, b: PyValue): PyValue | undefined {
  const left = typeof a === 'boolean' ? Number(a) : a;
  const right = typeof b === 'boolean' ? Number(b) : b;
  if (isInt(left)) {
    if (isInt(right)) return boolResult(operator, a, b) ?? intBinary(rt, operator, left, right);
    return right instanceof PyFloat ? float(operator, toFloat(left), right.value) : undefined;
  }
  if (!(left instanceof PyFloat)) return undefined;
  if (right instanceof PyFloat) return float(operator, left.value, right.value);
  return isInt(right) ? float(operator, left.value, toFloat(right)) : undefined;
}

/** `&`, `|` and `^` of two bools are bools. Jinja has no such operators; sets and native code do. */
function boolResult(operator: BinaryOperator, a: PyValue, b: PyValue): boolean | undefined {
  if (typeof a !== 'boolean' || typeof b !== 'boolean') return undefined;
  if (operator === '&') return a && b;
  if (operator === '|') return a || b;
  return operator === '^' ? a !== b : undefined;
}

function isInt(value: PyValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** The float of an int, or OverflowError. */
export function toFloat(value: number | bigint): number {
  const number = Number(value);
  if (!Number.isFinite(number)) throw overflowError('int too large to convert to float');
  return number;
}

function float(operator: BinaryOperator, a: number, b: number): PyValue | undefined {
  const result = floatBinary(operator, a, b);
  return result === undefined ? undefined : new PyFloat(result);
}

function otherBinary(rt: Runtime, operator: BinaryOperator, a: PyValue, b: PyValue): PyValue | undefined {
  return textBinary(rt, operator, a, b) ?? hookBinary(rt, operator, a, b);
}

function hookBinary(rt: Runtime, operator: BinaryOperator, a: PyValue, b: PyValue): PyValue | undefined {
  if (typeof a === 'object' && a !== null) {
    const result = a.type.hooks.binary?.(rt, operator, a, b, false);
    if (result !== undefined) return result;
  }
  if (typeof b !== 'object' || b === null) return undefined;
  return b.type.hooks.binary?.(rt, operator, b, a, true);
}

function concatError(a: PyValue, b: PyValue): string | undefined {
  const name = typeName(a);
  if (name === 'str') return `can only concatenate str (not "${typeName(b)}") to str`;
  if (name === 'list' || name === 'tuple') {
    return `can only concatenate ${name} (not "${typeName(b)}") to ${name}`;
  }
  return undefined;
}

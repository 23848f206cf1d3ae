import type { PyValue } from './py-value.js';
import type { BinaryOperator } from './py-type.js';
import type { Runtime } from './runtime.js';
import { makeInt } from './make-int.js';
import { PyFloat } from './py-float.js';
import { floatPower } from './float-arithmetic.js';
import { overflowError, zeroDivisionError } from './py-error.js';

type Int = number | bigint;

/** An operator on two ints: exact, with Python's rounding towards minus infinity for `//` and `%`. */
export function intBinary(rt: Runtime, operator: BinaryOperator, a: Int, b: Int): PyValue | undefined {
  if (typeof a === 'bigint' || typeof b === 'bigint') charge(rt, BigInt(a), BigInt(b));
  switch (operator) {
    case '+':
      return exact(a, b, Number(a) + Number(b)) ?? makeInt(BigInt(a) + BigInt(b));
    case '-':
      return exact(a, b, Number(a) - Number(b)) ?? makeInt(BigInt(a) - BigInt(b));
    case '*':
      return exact(a, b, Number(a) * Number(b)) ?? bigProduct(rt, BigInt(a), BigInt(b));
    case '/':
      return new PyFloat(trueDivide(a, b));
    case '//':
      return floorDivide(a, b);
    case '%':
      return modulo(a, b);
    case '**':
      return power(rt, a, b);
    case '&':
      return makeInt(BigInt(a) & BigInt(b));
    case '|':
      return makeInt(BigInt(a) | BigInt(b));
    case '^':
      return makeInt(BigInt(a) ^ BigInt(b));
  }
}

/** The result of number arithmetic, if nothing was rounded. */
function exact(a: Int, b: Int, result: number): number | undefined {
  return typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(result)
    ? result + 0
    : undefined;
}

function bigProduct(rt: Runtime, a: bigint, b: bigint): Int {
  reserveBits(rt, bitLength(a) + bitLength(b));
  return makeInt(a * b);
}

/** The work of an operator on big ints. */
function charge(rt: Runtime, a: bigint, b: bigint): void {
  rt.step(((bitLength(a) + bitLength(b)) >> 10) ** 1.5);
}

/** A bit counts as ten characters: a million bits are more than can be printed, and take their time. */
function reserveBits(rt: Runtime, bits: number): void {
  rt.reserve(bits * 10);
}

/** About the number of bits of a big int; exact to the next multiple of 4. */
function bitLength(value: bigint): number {
  return value < 1n << 64n && value > -(1n << 64n) ? 64 : value.toString(16).length * 4;
}

/** `a // b`. */
export function floorDivide(a: Int, b: Int): Int {
  if (Number(b) === 0) throw zeroDivisionError('integer division or modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') return (a - (modulo(a, b) as number)) / b + 0;
  const [x, y] = [BigInt(a), BigInt(b)];
  const quotient = x / y;
  return makeInt(x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient);
}

/** `a % b`, with the sign of `b`. */
export function modulo(a: Int, b: Int): Int {
  if (Number(b) === 0) throw zeroDivisionError('integer modulo by zero');
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
  }
  const rest = BigInt(a) % BigInt(b);
  return makeInt(rest !== 0n && rest < 0n !== Number(b) < 0 ? rest + BigInt(b) : rest);
}

/** `a / b`, rounded once. */
function trueDivide(a: Int, b: Int): number {
  if (Number(b) === 0) throw zeroDivisionError('division by zero');
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  const negative = Number(a) < 0 !== Number(b) < 0;
  const [x, y] = [magnitude(a), magnitude(b)];
  // 66 bits of quotient and a sticky bit are enough for the conversion to round correctly.
  const shift = Math.max(0, 66 - (bitLength(x) - bitLength(y)));
  const scaled = x << BigInt(shift);
  const quotient = (scaled / y) | (scaled % y === 0n ? 0n : 1n);
  const value = Number(quotient) / 2 ** shift;
  if (!Number.isFinite(value)) throw overflowError('integer division result too large for a float');
  return negative ? -value : value;
}

function magnitude(value: Int): bigint {
  const big = BigInt(value);
  return big < 0n ? -big : big;
}

function power(rt: Runtime, base: Int, exponent: Int): PyValue {
  if (exponent < 0) return new PyFloat(floatPower(Number(base), Number(exponent)));
  const quick = Number(base) ** Number(exponent);
  if (Number.isSafeInteger(quick)) return quick + 0;
  const bits = bitLength(magnitude(base)) * Number(exponent);
  const unit = base === 1 || base === -1 || base === 0;
  if (!unit) {
    reserveBits(rt, bits);
    rt.step((bits / 1024) ** 1.5);
  }
  return unit ? unitPower(base, exponent) : makeInt(BigInt(base) ** BigInt(exponent));
}

function unitPower(base: 0 | 1 | -1, exponent: Int): number {
  return base === -1 && BigInt(exponent) % 2n === 0n ? 1 : base;
}

import type { BinaryOperator } from './py-type.js';
import { overflowError, typeError, zeroDivisionError } from './py-error.js';

/** An operator on two floats; `undefined` if floats do not have it. */
export function floatBinary(operator: BinaryOperator, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0) throw zeroDivisionError('float division by zero');
      return a / b;
    case '//':
      return floatFloorDivide(a, b);
    case '%':
      return floatModulo(a, b);
    case '**':
      return floatPower(a, b);
    default:
      return undefined;
  }
}

function floatModulo(a: number, b: number): number {
  if (b === 0) throw zeroDivisionError('float modulo');
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

function floatFloorDivide(a: number, b: number): number {
  if (b === 0) throw zeroDivisionError('float floor division by zero');
  const quotient = (a - floatModulo(a, b)) / b;
  if (quotient === 0) return a < 0 !== b < 0 ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** `a ** b`. A complex result is a TypeError here: complex numbers are not supported. */
export function floatPower(a: number, b: number): number {
  if (a === 0 && b < 0) throw zeroDivisionError('0.0 cannot be raised to a negative power');
  // JavaScript says NaN where C says 1.
  if (a === 1 || b === 0 || (a === -1 && !Number.isFinite(b) && !Number.isNaN(b))) return 1;
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    throw typeError('complex numbers are not supported');
  }
  const result = a ** b;
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) {
    throw overflowError("(34, 'Numerical result out of range')");
  }
  return result;
}

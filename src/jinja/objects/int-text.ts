import { valueError } from './py-error.js';

/** Python's own limit for the decimal digits of an int, which keeps the conversion from taking quadratic time. */
const maxDigits = 4300;

/** `str` of an int. */
export function intText(value: number | bigint): string {
  if (typeof value === 'number') return value.toString();
  // A digit is at least three bits: the cheap test spares the conversion of monsters.
  const text = value.toString(16).length > maxDigits ? undefined : value.toString();
  if (text === undefined || text.length > maxDigits + (value < 0n ? 1 : 0)) {
    throw valueError(`Exceeds the limit (${maxDigits} digits) for integer string conversion`);
  }
  return text;
}

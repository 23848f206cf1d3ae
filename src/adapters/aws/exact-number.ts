import { pythonDecimal } from '../../job/python-number.js';
import { pythonText } from '../../job/python-text.js';

/**
 * A number that JavaScript's own numbers cannot hold with all that its text says, e.g. `3.14159265358979323846`. The
 * rest of the package reads it as a number; whoever needs the digits finds them in `value`.
 * @public
 */
export class ExactNumber {
  /** The number as it was written. */
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }

  /** The number as it was written. */
  toString(): string {
    return this.value;
  }
}

/**
 * The value of a number of DynamoDB: a JavaScript number where that has the same text in Python as the Decimal that a
 * Python worker reads, else a bigint for a whole number, else an {@link ExactNumber}.
 */
export const fromDecimalText = (text: string): number | bigint | ExactNumber => {
  const number = Number(text);
  if (pythonText(number) === pythonDecimal(text)) return number;
  return /^-?\d+$/.test(text) ? BigInt(text) : new ExactNumber(text);
};

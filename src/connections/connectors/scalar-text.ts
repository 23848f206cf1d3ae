import { wrappedNumberText } from '../../job/decode/plain-value.js';
import { pythonFloat } from '../../job/python-number.js';
import { pythonText } from '../../job/python-text.js';

/**
 * The text of a scalar as lava's generic connections have it: that of Python, but a stored number becomes an int when it
 * is whole (`30.0` is `30`), and a float otherwise (`1.50` is `1.5`).
 */
export const scalarText = (value: unknown): string => {
  const number = wrappedNumberText(value);
  if (number === undefined) return pythonText(value);
  return wholeDigits(number) ?? pythonFloat(Number(number));
};

/** The digits of a number that is whole, however large it is and however it is written. */
const wholeDigits = (number: string): string | undefined => {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(number) ?? [];
  const digits = whole + fraction;
  if (digits === '') return undefined;
  const places = Number(exponent) - fraction.length;
  const significant = digits.replace(/^0+|0+$/g, '');
  if (significant === '') return '0';
  // What stands behind the last digit that is not zero.
  const trailing = places + digits.length - digits.replace(/0+$/, '').length;
  if (trailing < 0) return undefined;
  return (sign === '-' ? '-' : '') + significant + '0'.repeat(trailing);
};

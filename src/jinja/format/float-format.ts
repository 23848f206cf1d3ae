import { floatText } from '../objects/float-text.js';
import { fixedDigits, significantDigits } from './decimal-digits.js';

/** How to print a float: `e`, `f`, `g`, `%`, or `r` for what `format(x, '')` gives. */
export interface FloatStyle {
  readonly type: 'e' | 'f' | 'g' | 'r';
  readonly precision: number | undefined;
  /** `#`: always a point, and no zeros are dropped. */
  readonly alternate: boolean;
}

/** The digits of a float without sign. */
export function floatDigits(value: number, style: FloatStyle): string {
  const size = Math.abs(value);
  if (Number.isNaN(size)) return 'nan';
  if (!Number.isFinite(size)) return 'inf';
  const precision = style.precision ?? 6;
  switch (style.type) {
    case 'f': {
      const digits = fixedDigits(size, precision);
      return style.alternate && precision === 0 ? `${digits}.` : digits;
    }
    case 'e':
      return exponentForm(size, precision, style.alternate);
    case 'g':
      return generalForm(size, Math.max(1, precision), style.alternate, 0);
    case 'r':
      return style.precision === undefined
        ? floatText(size)
        : withPoint(generalForm(size, Math.max(1, precision), style.alternate, 1));
  }
}

function exponentForm(size: number, precision: number, alternate: boolean): string {
  const { digits, exponent } = significantDigits(size, precision + 1);
  const point = precision > 0 || alternate ? '.' : '';
  return `${digits.slice(0, 1)}${point}${digits.slice(1)}${exponentText(exponent)}`;
}

function exponentText(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `%g`: few digits plainly, many with an exponent. `room` digits less are taken as few. */
function generalForm(size: number, precision: number, alternate: boolean, room: number): string {
  const { digits, exponent } = significantDigits(size, precision);
  if (exponent < -4 || exponent >= precision - room) {
    const mantissa = trim(`${digits.slice(0, 1)}.${digits.slice(1)}`, alternate);
    return mantissa + exponentText(exponent);
  }
  if (exponent < 0) return trim(`0.${'0'.repeat(-exponent - 1)}${digits}`, alternate);
  return trim(`${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`, alternate);
}

function trim(text: string, alternate: boolean): string {
  return alternate ? text : text.replace(/\.?0*$/, '');
}

function withPoint(text: string): string {
  return /[.e]/.test(text) ? text : `${text}.0`;
}

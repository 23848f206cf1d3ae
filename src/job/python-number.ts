/**
 * A float as Python's `repr()` has it: the shortest digits that read back as the same number, with an exponent of at
 * least two digits below 1e-4 and from 1e16 on.
 */
export const pythonFloat = (value: number): string => {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const [mantissa = '', exponentText] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) return `${mantissa}e${exponentSign(exponent)}${twoDigits(exponent)}`;
  const sign = value < 0 ? '-' : '';
  const plain = placePoint(mantissa.replace(/[-.]/g, ''), exponent);
  return sign + (plain.includes('.') ? plain : `${plain}.0`);
};

const exponentSign = (exponent: number): string => (exponent < 0 ? '-' : '+');
const twoDigits = (exponent: number): string => String(Math.abs(exponent)).padStart(2, '0');

/** Writes digits without an exponent; `exponent` is the power of ten of the first digit. */
const placePoint = (digits: string, exponent: number): string => {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? whole : `${whole}.${fraction}`;
};

/** A Decimal as Python's `str()` has it: every digit kept, an exponent where the General Decimal specification wants it. */
export const pythonDecimal = (text: string): string => {
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] =
    /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  if (digits === '') return text.trim();
  const lastDigit = Number(exponentText) - fraction.length;
  const firstDigit = lastDigit + digits.length - 1;
  return (sign === '-' ? '-' : '') + decimalDigits(digits, lastDigit, firstDigit);
};

/** `lastDigit` and `firstDigit` are the powers of ten of the digits at the ends. */
const decimalDigits = (digits: string, lastDigit: number, firstDigit: number): string => {
  if (lastDigit <= 0 && firstDigit >= -6) return placePoint(digits, firstDigit);
  const fraction = digits.length === 1 ? '' : `.${digits.slice(1)}`;
  return `${digits.slice(0, 1)}${fraction}E${exponentSign(firstDigit)}${String(Math.abs(firstDigit))}`;
};

/** A finite float as `mantissa * 2 ** exponent` with a whole, positive mantissa. */
function exactParts(value: number): readonly [bigint, number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const raw = view.getBigUint64(0);
  const exponent = Number(raw >> 52n) & 0x7ff;
  const fraction = raw & ((1n << 52n) - 1n);
  return exponent === 0 ? [fraction, -1074] : [fraction | (1n << 52n), exponent - 1075];
}

/** `|value| * 10 ** power` rounded to a whole number: exact, and ties go to the even neighbour. */
function scaled(value: number, power: number): bigint {
  const [mantissa, exponent] = exactParts(value);
  const ten = 10n ** BigInt(Math.abs(power));
  const numerator = mantissa * (power > 0 ? ten : 1n) * (exponent > 0 ? 1n << BigInt(exponent) : 1n);
  const denominator = (power < 0 ? ten : 1n) * (exponent < 0 ? 1n << BigInt(-exponent) : 1n);
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
}

/** The digits of `|value|` with so many behind the point, as C's `%.nf` prints them. */
export function fixedDigits(value: number, precision: number): string {
  const digits = scaled(value, precision)
    .toString()
    .padStart(precision + 1, '0');
  const point = digits.length - precision;
  return precision === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** So many significant digits of `|value|`, and the power of ten of the first one. */
export function significantDigits(
  value: number,
  count: number,
): { readonly digits: string; readonly exponent: number } {
  if (value === 0) return { digits: '0'.repeat(count), exponent: 0 };
  let exponent = Number(value.toExponential().split('e')[1]);
  let digits = scaled(value, count - 1 - exponent).toString();
  if (digits.length > count) {
    // 9.99 rounded up to 10.0: one more digit in front.
    exponent += 1;
    digits = digits.slice(0, count);
  }
  return { digits, exponent };
}

/** The float nearest to `value` with so many digits behind the point; `round(value, precision)`. */
export function roundFloat(value: number, precision: number): number {
  if (!Number.isFinite(value) || precision > 323) return value;
  if (precision < -308) return value < 0 ? -0 : 0;
  const digits = scaled(value, precision).toString();
  const rounded = Number(`${digits}e${-precision}`);
  return value < 0 || Object.is(value, -0) ? -rounded : rounded;
}

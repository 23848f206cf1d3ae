import { overflowError, valueError } from '../objects/py-error.js';

/** Mantissa and exponent: `value === mantissa * 2 ** exponent`, with a whole mantissa. */
function split(value: number): readonly [number, number] {
  let exponent = 0;
  let mantissa = value;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent -= 1;
  }
  return [mantissa, exponent];
}

/** `float.as_integer_ratio()`. */
export function floatRatio(value: number): readonly [bigint, bigint] {
  if (Number.isNaN(value)) throw valueError('cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) throw overflowError('cannot convert Infinity to integer ratio');
  const [mantissa, exponent] = split(value);
  return [BigInt(mantissa), 1n << BigInt(-exponent)];
}

/** `float.hex()`. */
export function floatHex(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Math.abs(value));
  const raw = view.getBigUint64(0);
  const exponent = Number(raw >> 52n);
  const fraction = (raw & ((1n << 52n) - 1n)).toString(16).padStart(13, '0');
  if (raw === 0n) return `${sign}0x0.0p+0`;
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

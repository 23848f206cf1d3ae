/** Floor division, as Python's `//` on integers. */
export function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** The remainder that goes with {@link floorDiv}. */
export function floorMod(a: bigint, b: bigint): bigint {
  return a - b * floorDiv(a, b);
}

/** Division rounded to the nearest integer, ties to even. */
export function divideNearest(a: bigint, b: bigint): bigint {
  const quotient = floorDiv(a, b);
  const twice = 2n * (a - quotient * b);
  const magnitude = b < 0n ? -b : b;
  const excess = b < 0n ? -twice : twice;
  if (excess > magnitude || (excess === magnitude && quotient % 2n !== 0n)) return quotient + 1n;
  return quotient;
}

/** Correctly rounded true division, as Python's `/` on integers. */
export function trueDivide(a: bigint, b: bigint): number {
  const exact = 2n ** 53n;
  if (a < exact && a > -exact && b < exact && b > -exact) return Number(a) / Number(b);
  const negative = a < 0n !== b < 0n;
  const top = a < 0n ? -a : a;
  const bottom = b < 0n ? -b : b;
  // 64 quotient bits and a sticky bit leave the final rounding to Number().
  const shift = BigInt(64 + bottom.toString(2).length - top.toString(2).length);
  const scaled = shift >= 0n ? top << shift : top;
  const divisor = shift >= 0n ? bottom : bottom << -shift;
  const quotient = (scaled / divisor) * 2n + (scaled % divisor === 0n ? 0n : 1n);
  const value = Number(quotient) * 2 ** -(Number(shift) + 1);
  return negative ? -value : value;
}

/** The exact fraction that a finite float is. */
export function floatRatio(value: number): readonly [bigint, bigint] {
  let denominator = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return [BigInt(scaled), denominator];
}

/** C's `round`: ties go away from zero. */
export function roundAwayFromZero(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

/** Rounds a float to an integer, ties to even. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

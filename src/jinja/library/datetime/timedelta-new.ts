import { raise } from '../raise.js';
import { roundAwayFromZero } from './ratio.js';
import { PyTimeDelta } from './timedelta.js';

/** The units that `timedelta(...)` takes, with their length in microseconds, smallest first. */
export const TIMEDELTA_UNITS = [
  ['microseconds', 1n],
  ['milliseconds', 1_000n],
  ['seconds', 1_000_000n],
  ['minutes', 60_000_000n],
  ['hours', 3_600_000_000n],
  ['days', 86_400_000_000n],
  ['weeks', 604_800_000_000n],
] as const;

/** The name of a unit of `timedelta(...)`. */
export type TimeDeltaUnit = (typeof TIMEDELTA_UNITS)[number][0];

/** Amounts by unit: an integer, or a float. */
export type TimeDeltaAmounts = Partial<Record<TimeDeltaUnit, bigint | number>>;

/** What `timedelta(...)` makes of integers and floats: fractions add up before one rounding, ties to even. */
export function makeTimeDelta(amounts: TimeDeltaAmounts): PyTimeDelta {
  let total = 0n;
  let leftover = 0;
  for (const [unit, micros] of TIMEDELTA_UNITS) {
    const amount = amounts[unit];
    if (amount === undefined) continue;
    const [whole, fraction] = microsOf(amount, micros);
    total += whole;
    leftover += fraction;
  }
  return PyTimeDelta.fromMicros(total + roundedLeftover(total, leftover));
}

function microsOf(amount: bigint | number, unit: bigint): readonly [bigint, number] {
  if (typeof amount === 'bigint') return [amount * unit, 0];
  if (Number.isNaN(amount)) raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(amount)) raise('OverflowError', 'cannot convert float infinity to integer');
  const whole = Math.trunc(amount);
  const scaled = (amount - whole) * Number(unit);
  return [BigInt(whole) * unit + BigInt(Math.trunc(scaled)), scaled - Math.trunc(scaled)];
}

/** Rounds so that the sum is even when the fraction is exactly a half. */
function roundedLeftover(total: bigint, leftover: number): bigint {
  const rounded = roundAwayFromZero(leftover);
  if (Math.abs(rounded - leftover) !== 0.5) return BigInt(rounded);
  const odd = total % 2n === 0n ? 0 : 1;
  return BigInt(2 * roundAwayFromZero((leftover + odd) * 0.5) - odd);
}

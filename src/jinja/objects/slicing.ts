import type { PyValue } from './py-value.js';
import { valueError, typeError } from './py-error.js';
import type { PySlice } from './py-slice.js';

/** A slice worked out for a sequence of a known length. */
export interface SliceBounds {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** Python's `slice.indices(length)`. */
export function sliceBounds(slice: PySlice, length: number): SliceBounds {
  const step = bound(slice.step) ?? 1;
  if (step === 0) throw valueError('slice step cannot be zero');
  const low = step > 0 ? 0 : -1;
  const high = step > 0 ? length : length - 1;
  const clamp = (index: number): number => Math.min(high, Math.max(low, index < 0 ? index + length : index));
  const start = bound(slice.start);
  const stop = bound(slice.stop);
  return {
    start: start === undefined ? (step > 0 ? low : high) : clamp(start),
    stop: stop === undefined ? (step > 0 ? high : low) : clamp(stop),
    step,
  };
}

/** The items that a slice selects. */
export function sliceItems<T>(items: readonly T[], slice: PySlice): T[] {
  const { start, stop, step } = sliceBounds(slice, items.length);
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const out: T[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) out.push(items[at] as T);
  return out;
}

function bound(value: PyValue): number | undefined {
  if (value === null) return undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  // Any int beyond 2**53 is beyond both ends of any sequence.
  if (typeof value === 'bigint') return value > 0n ? Number.MAX_SAFE_INTEGER : -Number.MAX_SAFE_INTEGER;
  throw typeError('slice indices must be integers or None or have an __index__ method');
}

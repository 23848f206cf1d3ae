import type { PyValue } from './py-value.js';

/** How often `sequence * count` repeats; `undefined` if the count is no int. Sizes are checked by the caller. */
export function repeatCount(count: PyValue): number | undefined {
  if (typeof count === 'number') return Math.max(0, count);
  if (typeof count === 'boolean') return count ? 1 : 0;
  return typeof count === 'bigint' ? Math.max(0, Number(count)) : undefined;
}

/** The items of a sequence repeated. */
export function repeatItems(items: readonly PyValue[], times: number): PyValue[] {
  const out: PyValue[] = [];
  if (items.length === 0) return out;
  for (let round = 0; round < times; round += 1) for (const item of items) out.push(item);
  return out;
}

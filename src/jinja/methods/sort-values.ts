import { compare } from '../objects/order.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';

/** How to sort. */
export interface SortOptions {
  /** What to compare instead of the item itself. */
  readonly key: ((item: PyValue) => PyValue) | undefined;
  readonly reverse: boolean;
}

/** `sorted(items)`: stable, in reverse too, and only `<` is asked. */
export function sortValues(rt: Runtime, items: readonly PyValue[], { key, reverse }: SortOptions): PyValue[] {
  rt.reserve(items.length);
  const keyed = items.map((item) => ({ item, key: key === undefined ? item : key(item) }));
  // Sorting backwards and turning the result round keeps equal items in their order.
  if (reverse) keyed.reverse();
  keyed.sort((a, b) => {
    rt.step();
    if (compare(rt, '<', a.key, b.key)) return -1;
    return compare(rt, '<', b.key, a.key) ? 1 : 0;
  });
  const sorted = keyed.map((entry) => entry.item);
  return reverse ? sorted.reverse() : sorted;
}

import { binary } from '../objects/arithmetic.js';
import { textOf } from '../objects/coerce.js';
import { lengthOf } from '../objects/containers.js';
import { iterate, listItems } from '../objects/iterate.js';
import { compare } from '../objects/order.js';
import { typeError } from '../objects/py-error.js';
import { getItem } from '../objects/get-item.js';
import type { PyValue } from '../objects/py-value.js';
import { truth } from '../objects/truth.js';
import { Undefined } from '../objects/undefined.js';
import { filter, type FilterRuntime } from './filter.js';
import { compareKey, memberGetter } from './member-getter.js';
import { reversed } from './reversed.js';

/** Filters that make one value of many. */
export const aggregateFilters = [
  filter('length(obj)', (run, [obj]) => lengthOf(run, obj ?? null)),
  filter('count(obj)', (run, [obj]) => lengthOf(run, obj ?? null)),
  filter('first(seq)', (run, [seq]) => {
    const [first] = iterate(run, seq ?? null);
    return first === undefined ? new Undefined('No first item, sequence was empty.') : first;
  }),
  filter('last(seq)', (run, [seq]) => {
    const [last] = reversed(run, seq ?? null);
    return last === undefined ? new Undefined('No last item, sequence was empty.') : last;
  }),
  filter('random(seq)', (run, [seq]) => {
    const count = lengthOf(run, seq ?? null);
    const item = getItem(run, seq ?? null, Math.floor(run.host.random() * count));
    return item === undefined ? new Undefined('No random item, sequence was empty.') : item;
  }),
  filter('min(value, case_sensitive=False, attribute=None)', (run, [value, sensitive, attribute]) =>
    extreme(run, '<', value, sensitive, attribute),
  ),
  filter('max(value, case_sensitive=False, attribute=None)', (run, [value, sensitive, attribute]) =>
    extreme(run, '>', value, sensitive, attribute),
  ),
  filter('sum(iterable, attribute=None, start=0)', (run, [items, attribute, start]) =>
    sum(run, items ?? null, attribute ?? null, start ?? 0),
  ),
];

function extreme(
  run: FilterRuntime,
  operator: '<' | '>',
  value: PyValue = null,
  caseSensitive: PyValue = false,
  attribute: PyValue = null,
): PyValue {
  const key = compareKey(run, attribute, truth(run, caseSensitive));
  const [first, ...rest] = listItems(run, value);
  if (first === undefined) return new Undefined('No aggregated item, sequence was empty.');
  let best = first;
  let bestKey = key(first);
  for (const item of rest) {
    const itemKey = key(item);
    if (!compare(run, operator, itemKey, bestKey)) continue;
    best = item;
    bestKey = itemKey;
  }
  return best;
}

function sum(run: FilterRuntime, items: PyValue, attribute: PyValue, start: PyValue): PyValue {
  if (textOf(start) !== undefined) throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  const member = memberGetter(run, attribute);
  let total = start;
  for (const item of iterate(run, items)) {
    run.step();
    total = binary(run, '+', total, member(item));
  }
  return total;
}

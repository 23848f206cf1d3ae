import { hashKey } from '../objects/hash-key.js';
import { textOf, toIndex, toText } from '../objects/coerce.js';
import { escapedText } from '../objects/escape.js';
import { iterate, listItems, tryIterate } from '../objects/iterate.js';
import { Markup } from '../objects/markup.js';
import { str } from '../objects/print.js';
import { typeError } from '../objects/py-error.js';
import { dictEntries, PyDict } from '../objects/py-dict.js';
import { PyIterator } from '../objects/py-iterator.js';
import { PyList } from '../objects/py-list.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { HashKey, PyValue } from '../objects/py-value.js';
import { truth } from '../objects/truth.js';
import { Undefined } from '../objects/undefined.js';
import { sortValues } from '../methods/sort-values.js';
import { filter, type FilterRuntime } from './filter.js';
import { filterArgumentError } from './filter-error.js';
import { compareKey, ignoreCase, memberGetter } from './member-getter.js';
import { isReversible, reversed } from './reversed.js';
import { mapText, softText } from './soft-text.js';
import { codePoints } from '../objects/code-points.js';

/** Filters that make a sequence of a sequence. */
export const sequenceFilters = [
  filter('list(value)', (run, [value]) => new PyList(listItems(run, value ?? null))),
  filter('items(value)', (run, [value]) => itemsFilter(run, value ?? null)),
  filter('reverse(value)', (run, [value]) => reverseFilter(run, value ?? null)),
  filter('join(value, d="", attribute=None)', (run, [value, d, attribute]) =>
    joinFilter(run, value ?? null, d ?? '', attribute ?? null),
  ),
  filter(
    'sort(value, reverse=False, case_sensitive=False, attribute=None)',
    (run, [value, reverse, sensitive, attribute]) =>
      new PyList(
        sortValues(run, listItems(run, value ?? null), {
          key: sortKey(run, attribute ?? null, truth(run, sensitive ?? false)),
          reverse: truth(run, reverse ?? false),
        }),
      ),
  ),
  filter(
    'unique(value, case_sensitive=False, attribute=None)',
    (run, [value, sensitive, attribute]) =>
      new PyIterator(unique(run, value ?? null, compareKey(run, attribute, truth(run, sensitive ?? false)))),
  ),
  filter(
    'dictsort(value, case_sensitive=False, by="key", reverse=False)',
    (run, [value, sensitive, by, reverse]) =>
      dictSort(
        run,
        value ?? null,
        truth(run, sensitive ?? false),
        toText(by ?? 'key'),
        truth(run, reverse ?? false),
      ),
  ),
  filter(
    'batch(value, linecount, fill_with=None)',
    (run, [value, count, fill]) => new PyIterator(batch(run, value ?? null, toIndex(count), fill ?? null)),
  ),
  filter(
    'slice(value, slices, fill_with=None)',
    (run, [value, slices, fill]) =>
      new PyIterator(sliceFilter(run, value ?? null, toIndex(slices), fill ?? null)),
  ),
];

function itemsFilter(run: FilterRuntime, value: PyValue): PyValue {
  return new PyIterator(
    (function* items(): Generator<PyValue, void> {
      if (value instanceof Undefined) return;
      if (!(value instanceof PyDict)) throw typeError('Can only get item pairs from a mapping.');
      for (const entry of dictEntries(value)) {
        run.step();
        yield new PyTuple([entry.key, entry.value]);
      }
    })(),
  );
}

function reverseFilter(run: FilterRuntime, value: PyValue): PyValue {
  if (textOf(value) !== undefined)
    return mapText(run, value, (text) => [...codePoints(text)].reverse().join(''));
  if (isReversible(value)) {
    return new PyIterator(reversed(run, value)[Symbol.iterator](), 'list_reverseiterator object');
  }
  if (tryIterate(run, value) === undefined) throw filterArgumentError('argument must be iterable');
  return new PyList(listItems(run, value).reverse());
}

function joinFilter(run: FilterRuntime, value: PyValue, separator: PyValue, attribute: PyValue): PyValue {
  const member = attribute === null ? undefined : memberGetter(run, attribute);
  const items: PyValue[] = [];
  for (const item of iterate(run, value)) {
    run.step();
    items.push(member === undefined ? item : member(item));
  }
  if (run.autoescape) return joinMarkup(run, items, separator);
  return joinTexts(
    run,
    items.map((item) => str(run, item)),
    str(run, separator),
  );
}

function joinTexts(run: FilterRuntime, texts: readonly string[], separator: string): string {
  run.reserve(texts.reduce((size, text) => size + text.length + separator.length, 0));
  return texts.join(separator);
}

function joinMarkup(run: FilterRuntime, items: readonly PyValue[], separator: PyValue): PyValue {
  const marked = separator instanceof Markup || items.some((item) => item instanceof Markup);
  if (!marked)
    return joinTexts(
      run,
      items.map((item) => str(run, item)),
      str(run, separator),
    );
  const texts = items.map((item) => escapedText(run, softText(run, item)));
  return new Markup(joinTexts(run, texts, escapedText(run, separator)));
}

/**
 * `attribute="a,b"` sorts by a, then by b. Keys are tuples, which compare by `<` only what is not equal: undefined
 * attributes do not disturb each other.
 */
function sortKey(run: FilterRuntime, attribute: PyValue, caseSensitive: boolean): (item: PyValue) => PyValue {
  const names = textOf(attribute)?.split(',') ?? [attribute];
  const getters = names.map((name) => compareKey(run, name, caseSensitive));
  return (item) => new PyTuple(getters.map((getter) => getter(item)));
}

function* unique(
  run: FilterRuntime,
  value: PyValue,
  key: (item: PyValue) => PyValue,
): Generator<PyValue, void> {
  const seen = new Set<HashKey>();
  for (const item of iterate(run, value)) {
    run.step();
    const hash = hashKey(run, key(item));
    if (seen.has(hash)) continue;
    seen.add(hash);
    yield item;
  }
}

function dictSort(
  run: FilterRuntime,
  value: PyValue,
  sensitive: boolean,
  by: string,
  reverse: boolean,
): PyValue {
  if (by !== 'key' && by !== 'value')
    throw filterArgumentError('You can only sort by either "key" or "value"');
  if (!(value instanceof PyDict)) throw typeError('dictsort needs a mapping');
  const pairs = Array.from(value.entries.values(), (entry) => new PyTuple([entry.key, entry.value]));
  const at = by === 'key' ? 0 : 1;
  const key = (pair: PyValue): PyValue => {
    const part = pair instanceof PyTuple ? (pair.items[at] ?? null) : null;
    return sensitive ? part : ignoreCase(part);
  };
  return new PyList(sortValues(run, pairs, { key, reverse }));
}

function* batch(run: FilterRuntime, value: PyValue, count: number, fill: PyValue): Generator<PyValue, void> {
  let row: PyValue[] = [];
  for (const item of iterate(run, value)) {
    run.step();
    if (row.length === count) {
      yield new PyList(row);
      row = [];
    }
    row.push(item);
  }
  if (row.length === 0) return;
  if (fill !== null) {
    run.reserve(Math.max(0, count - row.length));
    while (row.length < count) row.push(fill);
  }
  yield new PyList(row);
}

function* sliceFilter(
  run: FilterRuntime,
  value: PyValue,
  slices: number,
  fill: PyValue,
): Generator<PyValue, void> {
  const items = listItems(run, value);
  if (slices === 0) throw filterArgumentError('integer division or modulo by zero');
  const each = Math.floor(items.length / slices);
  const extra = items.length % slices;
  let from = 0;
  for (let at = 0; at < slices; at += 1) {
    run.step();
    const to = from + each + (at < extra ? 1 : 0);
    const row = items.slice(from, to);
    if (fill !== null && at >= extra) row.push(fill);
    yield new PyList(row);
    from = to;
  }
}

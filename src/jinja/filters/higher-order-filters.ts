import { textOf } from '../objects/coerce.js';
import { iterate, listItems } from '../objects/iterate.js';
import { sameOrEqual } from '../objects/equality.js';
import { PyError } from '../objects/py-error.js';
import { textRepr } from '../objects/text-repr.js';
import { PyIterator } from '../objects/py-iterator.js';
import { PyList } from '../objects/py-list.js';
import type { Args, Kwargs, PyValue } from '../objects/py-value.js';
import { truth } from '../objects/truth.js';
import { sortValues } from '../methods/sort-values.js';
import type { Filter, FilterRuntime } from './filter.js';
import { filter } from './filter.js';
import { filterArgumentError } from './filter-error.js';
import { GroupTuple } from './group-tuple.js';
import { ignoreCase, memberGetter } from './member-getter.js';
import { str } from '../objects/print.js';

/** Filters that apply a filter or test to every item, and grouping. */
export const higherOrderFilters = [
  raw('map', (run, args, kwargs) => new PyIterator(mapItems(run, args, kwargs))),
  raw('select', (run, args, kwargs) => new PyIterator(selectItems(run, args, kwargs, true, false))),
  raw('reject', (run, args, kwargs) => new PyIterator(selectItems(run, args, kwargs, false, false))),
  raw('selectattr', (run, args, kwargs) => new PyIterator(selectItems(run, args, kwargs, true, true))),
  raw('rejectattr', (run, args, kwargs) => new PyIterator(selectItems(run, args, kwargs, false, true))),
  filter(
    'groupby(value, attribute, default=None, case_sensitive=False)',
    (run, [value, attribute, fallback, sensitive]) =>
      groupBy(run, value ?? null, attribute ?? null, fallback ?? null, truth(run, sensitive ?? false)),
  ),
];

function raw(
  name: string,
  call: (run: FilterRuntime, args: Args, kwargs: Kwargs) => PyValue,
): readonly [string, Filter] {
  return [name, { name, call }];
}

function* mapItems(run: FilterRuntime, [value, ...args]: Args, kwargs: Kwargs): Generator<PyValue, void> {
  if (!truth(run, value ?? null)) return;
  const change = prepareMap(run, args, kwargs);
  for (const item of iterate(run, value ?? null)) {
    run.step();
    yield change(item);
  }
}

function prepareMap(run: FilterRuntime, args: Args, kwargs: Kwargs): (item: PyValue) => PyValue {
  const attribute = kwargs?.get('attribute');
  if (args.length === 0 && attribute !== undefined) {
    const unexpected = [...(kwargs?.keys() ?? [])].find((key) => key !== 'attribute' && key !== 'default');
    if (unexpected !== undefined)
      throw filterArgumentError(`Unexpected keyword argument ${textRepr(unexpected)}`);
    return memberGetter(run, attribute, kwargs?.get('default') ?? null);
  }
  const [name, ...rest] = args;
  if (name === undefined) throw filterArgumentError('map requires a filter argument');
  const call = find(run, 'filter', name);
  return (item) => call(run, [item, ...rest], kwargs);
}

function find(run: FilterRuntime, kind: 'filter' | 'test', name: PyValue): Filter['call'] {
  const text = textOf(name) ?? str(run, name);
  const found = kind === 'filter' ? run.filter(text) : run.test(text);
  if (found === undefined) throw new PyError('TemplateRuntimeError', `No ${kind} named ${textRepr(text)}.`);
  return found.call;
}

function* selectItems(
  run: FilterRuntime,
  [value, ...args]: Args,
  kwargs: Kwargs,
  wanted: boolean,
  byAttribute: boolean,
): Generator<PyValue, void> {
  if (!truth(run, value ?? null)) return;
  const accept = prepareSelect(run, args, kwargs, byAttribute);
  for (const item of iterate(run, value ?? null)) {
    run.step();
    if (accept(item) === wanted) yield item;
  }
}

function prepareSelect(
  run: FilterRuntime,
  args: Args,
  kwargs: Kwargs,
  byAttribute: boolean,
): (item: PyValue) => boolean {
  const [attribute] = args;
  if (byAttribute && attribute === undefined)
    throw filterArgumentError('Missing parameter for attribute name');
  const member = byAttribute ? memberGetter(run, attribute ?? null) : (item: PyValue): PyValue => item;
  const [name, ...rest] = byAttribute ? args.slice(1) : args;
  if (name === undefined) return (item) => truth(run, member(item));
  const call = find(run, 'test', name);
  return (item) => truth(run, call(run, [member(item), ...rest], kwargs));
}

function groupBy(
  run: FilterRuntime,
  value: PyValue,
  attribute: PyValue,
  fallback: PyValue,
  caseSensitive: boolean,
): PyValue {
  const member = memberGetter(run, attribute, fallback);
  const key = caseSensitive ? member : (item: PyValue): PyValue => ignoreCase(member(item));
  const groups: { readonly key: PyValue; readonly shown: PyValue; readonly items: PyValue[] }[] = [];
  for (const item of sortValues(run, listItems(run, value), { key, reverse: false })) {
    const itemKey = key(item);
    const last = groups.at(-1);
    if (last !== undefined && sameOrEqual(run, last.key, itemKey)) last.items.push(item);
    else groups.push({ key: itemKey, shown: member(item), items: [item] });
  }
  return new PyList(groups.map(({ shown, items }) => new GroupTuple([shown, new PyList(items)])));
}

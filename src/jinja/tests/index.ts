import { binary } from '../objects/arithmetic.js';
import { isCallable } from '../objects/call.js';
import { textOf } from '../objects/coerce.js';
import { contains } from '../objects/containers.js';
import { equals } from '../objects/equality.js';
import { hashKey } from '../objects/hash-key.js';
import { tryIterate } from '../objects/iterate.js';
import { Markup } from '../objects/markup.js';
import { compare, type OrderOperator } from '../objects/order.js';
import { str } from '../objects/print.js';
import { PyDict } from '../objects/py-dict.js';
import { PyFloat } from '../objects/py-float.js';
import type { PyValue } from '../objects/py-value.js';
import { Undefined } from '../objects/undefined.js';
import { isLower, isUpper } from '../methods/text-tests.js';
import { filter, type Filter, type FilterRuntime } from '../filters/filter.js';

/** Jinja's 39 tests by name. */
export const tests: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ...arithmeticTests(),
  ...typeTests(),
  ...['==', 'eq', 'equalto'].map((name) => comparison(name, (run, a, b) => equals(run, a, b))),
  ...['!=', 'ne'].map((name) => comparison(name, (run, a, b) => !equals(run, a, b))),
  ...['>', 'gt', 'greaterthan'].map((name) => ordering(name, '>')),
  ...['>=', 'ge'].map((name) => ordering(name, '>=')),
  ...['<', 'lt', 'lessthan'].map((name) => ordering(name, '<')),
  ...['<=', 'le'].map((name) => ordering(name, '<=')),
  comparison('in', (run, value, seq) => contains(run, seq, value)),
  comparison('sameas', (_run, value, other) => value === other),
]);

function comparison(
  name: string,
  test: (run: FilterRuntime, a: PyValue, b: PyValue) => boolean,
): readonly [string, Filter] {
  return filter(`${name}(value, other)`, (run, [a, b]) => test(run, a ?? null, b ?? null));
}

function ordering(name: string, operator: OrderOperator): readonly [string, Filter] {
  return comparison(name, (run, a, b) => compare(run, operator, a, b));
}

function arithmeticTests(): readonly (readonly [string, Filter])[] {
  const remainder = (
    run: FilterRuntime,
    value: PyValue | undefined,
    by: PyValue | undefined,
    is: number,
  ): boolean => equals(run, binary(run, '%', value ?? null, by ?? null), is);
  return [
    filter('odd(value)', (run, [value]) => remainder(run, value, 2, 1)),
    filter('even(value)', (run, [value]) => remainder(run, value, 2, 0)),
    filter('divisibleby(value, num)', (run, [value, num]) => remainder(run, value, num, 0)),
  ];
}

function typeTests(): readonly (readonly [string, Filter])[] {
  const is = (
    name: string,
    test: (value: PyValue, run: FilterRuntime) => boolean,
  ): readonly [string, Filter] => filter(`${name}(value)`, (run, [value]) => test(value ?? null, run));
  return [
    is('defined', (value) => !(value instanceof Undefined)),
    is('undefined', (value) => value instanceof Undefined),
    is('none', (value) => value === null),
    is('boolean', (value) => typeof value === 'boolean'),
    is('true', (value) => value === true),
    is('false', (value) => value === false),
    is('integer', (value) => typeof value === 'number' || typeof value === 'bigint'),
    is('float', (value) => value instanceof PyFloat),
    is('number', isNumber),
    is('string', (value) => textOf(value) !== undefined),
    is('mapping', (value) => value instanceof PyDict),
    is('sequence', isSequence),
    is('iterable', (value, run) => tryIterate(run, value) !== undefined),
    is('callable', isCallable),
    is(
      'escaped',
      (value) => value instanceof Markup || (isObject(value) && value.type.hooks.html !== undefined),
    ),
    is('lower', (value, run) => isLower(str(run, value))),
    is('upper', (value, run) => isUpper(str(run, value))),
    is('filter', (value, run) => run.filter(nameOf(run, value)) !== undefined),
    is('test', (value, run) => run.test(nameOf(run, value)) !== undefined),
  ];
}

function isObject(value: PyValue): value is Extract<PyValue, object> {
  return typeof value === 'object' && value !== null;
}

function isNumber(value: PyValue): boolean {
  return ['number', 'bigint', 'boolean'].includes(typeof value) || value instanceof PyFloat;
}

/** What has a length and items: str, list, tuple, dict, range, bytes and undefined. */
function isSequence(value: PyValue): boolean {
  if (textOf(value) !== undefined) return true;
  return isObject(value) && value.type.hooks.length !== undefined && value.type.hooks.getItem !== undefined;
}

/** A name that filters and tests are looked up by: any hashable value will do, and text may be found. */
function nameOf(run: FilterRuntime, value: PyValue): string {
  hashKey(run, value);
  return textOf(value) ?? '';
}

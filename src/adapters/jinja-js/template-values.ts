import type { NameVariables, TemplateVariables } from '../../ports/template-renderer.js';
import { datetimeText, isZonedTime } from './python-datetime.js';

/** Names and values, without a prototype, so that no name but theirs is found. */
export type Scope = Record<string, unknown>;

/** An empty scope. */
export const emptyScope = (): Scope => Object.create(null) as Scope;

/** What a template can name: lava's variables, and Python's constants. Everything is a copy. */
export const scopeOf = (variables: TemplateVariables | NameVariables): Scope =>
  Object.assign(emptyScope(), { True: true, False: false, None: null }, copy(variables));

/** Moments become their texts; lists, sets and maps are copied, maps without a prototype. */
const copy = (value: unknown): unknown => {
  if (isZonedTime(value)) return datetimeText(value);
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Set) return new Set(Array.from(value as ReadonlySet<unknown>, copy));
  if (!isMap(value)) return value;
  return Object.assign(
    emptyScope(),
    Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copy(entry)])),
  );
};

/** Anything else is a scalar, or bytes, or a number in an object of its own: a template cannot change those. */
const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

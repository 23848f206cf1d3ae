import { pythonText } from '../../job/python-text.js';
import { emptyScope, type Scope } from './template-values.js';

/** The functions that a compiled template calls, by the names that jinja-js gives them; none for inheritance. */
export interface TemplateRuntime {
  readonly get: (name: string, ...path: readonly unknown[]) => unknown;
  readonly set: (name: string, value: unknown) => void;
  readonly write: (text: string) => void;
  readonly filter: (value: unknown, ...filters: readonly (readonly [string, ...unknown[]])[]) => void;
  readonly each: (items: unknown, name: string, body: () => void, otherwise?: () => void) => void;
  readonly render: () => string;
}

/** What `{{ x | name }}` can name. */
const filters: ReadonlyMap<string, (value: unknown) => unknown> = new Map([
  ['safe', (value: unknown) => value],
  ['string', (value: unknown) => textOf(value)],
]);

/**
 * Makes the runtime for one rendering. It stands in for the runtime of jinja-js, which looks names up through
 * prototypes and calls a method `_get` of the values: with both, a template gets hold of JavaScript's `Function`. This
 * one reads own members of values and nothing else, prints as Python does, and escapes nothing.
 */
export const makeTemplateRuntime = (variables: Scope): TemplateRuntime => {
  const scopes: Scope[] = [variables, emptyScope()];
  const output: string[] = [];
  const inScope = (scope: Scope, body: () => void): void => {
    scopes.push(scope);
    body();
    scopes.pop();
  };
  return {
    get: (name, ...path) =>
      path.reduce(
        (value, key, index) => member(value, key, index === 0 ? name : path[index - 1]),
        find(scopes, name),
      ),
    set: (name, value) => {
      const scope = scopes[scopes.length - 1];
      if (scope) scope[name] = value;
    },
    write: (text) => void output.push(text),
    filter: (value, ...applied) => {
      output.push(textOf(applied.reduce((input, [name]) => applyFilter(name, input), value)));
    },
    each: (items, name, body, otherwise) => {
      const entries = itemsOf(items);
      entries.forEach((item, index) => {
        inScope(Object.assign(emptyScope(), { [name]: item, loop: loopState(index, entries.length) }), body);
      });
      if (entries.length === 0) otherwise?.();
    },
    render: () => output.join(''),
  };
};

const find = (scopes: readonly Scope[], name: string): unknown =>
  scopes.findLast((scope) => Object.hasOwn(scope, name))?.[name];

const member = (value: unknown, key: unknown, parent: unknown): unknown => {
  if (value === undefined) throw new Error(`'${String(parent)}' is undefined`);
  if (value === null || (typeof key !== 'string' && typeof key !== 'number')) return undefined;
  if (Array.isArray(value) && Number.isInteger(Number(key))) return value.at(Number(key)) as unknown;
  return isScope(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

/** A map; of lists and of everything else only the items are a template's business. */
const isScope = (value: unknown): value is Scope =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;

const applyFilter = (name: string, value: unknown): unknown => {
  const filter = filters.get(name);
  if (!filter) throw new Error(`No filter named '${name}'.`);
  return filter(value);
};

const textOf = (value: unknown): string => (value === undefined ? '' : pythonText(value));

const itemsOf = (value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value as readonly unknown[];
  if (value instanceof Set || typeof value === 'string') return [...(value as Iterable<unknown>)];
  if (isScope(value)) return Object.keys(value);
  throw new Error(`${pythonText(value)} cannot be iterated over`);
};

const loopState = (index: number, length: number): Scope =>
  Object.assign(emptyScope(), {
    index: index + 1,
    index0: index,
    revindex: length - index,
    revindex0: length - index - 1,
    first: index === 0,
    last: index === length - 1,
    length,
  });

import type { Args, Kwargs, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { type Bound, bind, parseSignature } from '../objects/signature.js';

/** What filters and tests can ask of the render. */
export interface FilterRuntime extends Runtime {
  /** Whether output is escaped where the filter stands. */
  readonly autoescape: boolean;
  /** A filter by its name. */
  filter(name: string): Filter | undefined;
  /** A test by its name. */
  test(name: string): Filter | undefined;
}

/** A filter or a test: a function whose first argument stands in front of the bar or of `is`. */
export interface Filter {
  readonly name: string;
  call(this: void, run: FilterRuntime, args: Args, kwargs: Kwargs): PyValue;
}

/** Defines a filter or a test by its signature: `filter('join(value, d="", attribute=None)', (run, [value, d]) => ...)`. */
export function filter(
  signature: string,
  body: (run: FilterRuntime, args: Bound) => PyValue,
): readonly [string, Filter] {
  const parsed = parseSignature(signature);
  const { name } = parsed;
  return [name, { name, call: (run, args, kwargs) => body(run, bind(parsed, args, kwargs)) }];
}

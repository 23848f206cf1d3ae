import type * as t from 'io-ts';

import type { Problem } from '../problem.js';
import { describeType, describeValue } from './describe-value.js';

/** How errors are told. */
export interface ProblemOptions {
  /** Put before every path, e.g. `parameters`. */
  readonly under?: string;
  /** `hide` for records that hold secrets: types are shown instead of values. */
  readonly values: 'show' | 'hide';
  /** Paths whose values are hidden all the same, because users put secrets there. */
  readonly hidden?: RegExp;
}

/** Turns the errors of io-ts into problems. io-ts's own reporter prints every value, secrets included. */
export const problemsOf = (errors: t.Errors, options: ProblemOptions): readonly Problem[] =>
  errors.map((error) => problemOf(error, options));

const problemOf = (error: t.ValidationError, options: ProblemOptions): Problem => {
  const allowed = error.context[error.context.length - 1]?.type.name ?? 'another value';
  const path = pathOf(error.context, options.under);
  const hide = options.values === 'hide' || options.hidden?.test(path) === true;
  return {
    path,
    message: error.message ?? `must be ${allowed}`,
    found: hide ? describeType(error.value) : describeValue(error.value),
    allowed,
  };
};

const pathOf = (context: t.Context, under: string | undefined): string =>
  context
    .slice(1)
    .map(({ key }) => key)
    .reduce((path, key) => joinPath(path, key), under ?? '');

/** Adds a key to a path: `args[2]`, `env.TZ`, and `env["odd key"]` where a plain key would mislead. */
export const joinPath = (path: string, key: string): string => {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
};

import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';

import { programParameters } from '../../../../src/job/program/program-parameters.js';

type Own = NonNullable<
  Parameters<typeof programParameters<Record<string, unknown>, Record<string, unknown>>>[0]
>;

const decoded = (value: unknown, own: Own = {}) => programParameters(own).decode(value);

const messages = (value: unknown): readonly (string | undefined)[] => {
  const result = decoded(value);
  return E.isLeft(result) ? result.left.map(({ message }) => message) : [];
};

describe('programParameters', () => {
  it('decodes what lava’s programs share', () => {
    const value = { args: ['a', 2, true], env: { N: 1 }, jinja: 'false', timeout: '1.5m', vars: { x: 1 } };
    expect(decoded(value)).toEqual(
      E.right({ args: ['a', '2', 'True'], env: { N: '1' }, jinja: false, timeout: 90_000, vars: { x: 1 } }),
    );
  });

  it('takes a null for something that is not there', () => {
    const value = { args: null, env: null, jinja: null, timeout: null, vars: null };
    expect(decoded(value)).toEqual(E.right({}));
  });

  it('decodes the parameters of a job type’s own that a job may have', () => {
    const own = { optional: { shell: t.string } };
    expect(decoded({ shell: 'sh' }, own)).toEqual(E.right({ shell: 'sh' }));
    expect(decoded({}, own)).toEqual(E.right({}));
    expect(E.isLeft(decoded({ shell: 1 }, own))).toBe(true);
  });

  it('decodes the parameters of a job type’s own that a job must have', () => {
    const own = programParameters({ required: { image: t.string }, optional: { shell: t.string } });
    const result = own.decode({ image: 'a', timeout: '1m' });
    // The required one needs no question mark.
    expect(
      pipe(
        result,
        E.map(({ image, shell, timeout }) => [image.length, shell, timeout]),
      ),
    ).toEqual(E.right([1, undefined, 60_000]));
    const missing = own.decode({ timeout: 0 });
    expect(E.isLeft(missing) && missing.left.map(({ message }) => message)).toEqual([
      'Bad job parameters: Missing keys: image',
      'Bad job parameters: timeout: Invalid duration: 0 (must be above zero)',
    ]);
  });

  it('reports every problem at once, in the words of lava', () => {
    expect(messages({ foo: 1, bar: 2, args: 'abc', vars: [1], timeout: 0, env: { A: [] } })).toEqual([
      'Bad job parameters: Unexpected keys: bar, foo',
      'Bad job parameters: args must be a list',
      'vars must be a map/dict',
      'Bad job parameters: timeout: Invalid duration: 0 (must be above zero)',
      'Bad environment variable: A: must be text, a number or a boolean',
    ]);
  });
});

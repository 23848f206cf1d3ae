import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';

import { programParameters } from '../../../../src/job/program/program-parameters.js';

const decoded = (value: unknown, own: Readonly<Record<string, t.Decoder<unknown, unknown>>> = {}) =>
  programParameters(own).decode(value);

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

  it('decodes the parameters of a job type’s own, and requires none of them', () => {
    const own = { shell: t.string };
    expect(decoded({ shell: 'sh' }, own)).toEqual(E.right({ shell: 'sh' }));
    expect(decoded({}, own)).toEqual(E.right({}));
    expect(E.isLeft(decoded({ shell: 1 }, own))).toBe(true);
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

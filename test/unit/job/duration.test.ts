import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';

import { problemsOf } from '../../../src/job/decode/problems.js';
import { duration, positiveDuration } from '../../../src/job/duration.js';

/** A number as DynamoDB's document client wraps it. */
class WrappedNumber {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

const messages = (decoder: typeof duration, value: unknown): readonly string[] => {
  const result = decoder.decode(value);
  return E.isLeft(result) ? problemsOf(result.left, { values: 'show' }).map(({ message }) => message) : [];
};

describe('duration', () => {
  test.each([
    ['10', 10],
    ['10s', 10],
    ['10m', 600],
    ['1.5h', 5400],
    ['1d', 86_400],
    ['2w', 1_209_600],
    [' 10 m ', 600],
    ['10 m\n', 600],
    ['+5m', 300],
    ['-5m', -300],
    ['.5m', 30],
    ['5.', 5],
    ['1e3', 1000],
    ['1E-1m', 6],
    ['0', 0],
    ['1.1', 1.1],
  ])('reads %j as %d seconds', (text, seconds) => {
    expect(duration.decode(text)).toEqual(E.right(seconds * 1000));
  });

  test.each([
    ['a number', 2, 2000],
    ['a fraction', 1.5, 1500],
    ['a bigint', 2n, 2000],
    ['a wrapped number', new WrappedNumber('2'), 2000],
    ['a boolean, as Python has it', true, 1000],
  ])('reads %s', (_, value, ms) => {
    expect(duration.decode(value)).toEqual(E.right(ms));
  });

  test.each([
    ...['', ' ', 'm', '10M', '10S', '10ms', '1h30m', '1,000', '1_000', '0x10', 'inf', 'nan', '- 5', '1 e3'],
    ...['abc', '1e999', '٣s', '10\u00a0s'],
  ])('refuses the text %j', (text) => {
    expect(messages(duration, text)).toEqual([`Invalid duration: ${text}`]);
  });

  test.each([
    [Number.NaN, 'Invalid duration: NaN'],
    [Number.POSITIVE_INFINITY, 'Invalid duration: Infinity'],
    [null, 'Invalid duration type: null'],
    [['1'], 'Invalid duration type: a list'],
    [{}, 'Invalid duration type: a map'],
    [new Uint8Array(1), 'Invalid duration type: bytes'],
  ])('refuses %o', (value, message) => {
    expect(messages(duration, value)).toEqual([message]);
  });

  test('gives a text with a unit and the number of seconds alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (seconds) => {
        expect(duration.decode(`${seconds}s`)).toEqual(duration.decode(seconds));
        expect(duration.decode(`${seconds}m`)).toEqual(duration.decode(seconds * 60));
      }),
    );
  });
});

describe('positiveDuration', () => {
  test('refuses zero and less, and says so', () => {
    expect(messages(positiveDuration, '0')).toEqual(['Invalid duration: 0 (must be above zero)']);
    expect(messages(positiveDuration, -1)).toEqual(['Invalid duration: -1 (must be above zero)']);
    expect(messages(positiveDuration, new WrappedNumber('0'))).toEqual([
      'Invalid duration: 0 (must be above zero)',
    ]);
  });

  test('refuses what is no duration in the same words as duration', () => {
    expect(messages(positiveDuration, '1h30m')).toEqual(['Invalid duration: 1h30m']);
  });

  test('takes every other duration', () => {
    expect(positiveDuration.decode(' 2 s ')).toEqual(E.right(2000));
    expect(positiveDuration.decode('1.5m')).toEqual(E.right(90_000));
  });
});

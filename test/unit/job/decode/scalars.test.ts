import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { booleanOrText, nonEmptyText, wholeNumber } from '../../../../src/job/decode/scalars.js';

/** As @aws-sdk/lib-dynamodb wraps a number. */
class NumberValue {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

describe('wholeNumber', () => {
  it.each([
    [7, 7],
    [7n, 7],
    ['7', 7],
    [' -7 ', -7],
    [new NumberValue('7'), 7],
    [7.0, 7],
  ])('reads %s', (value, expected) => {
    expect(wholeNumber.decode(value)).toEqual(E.right(expected));
  });

  it.each([7.5, '7.5', '', 'seven', NaN, Infinity, 2 ** 53, true, null, [7], new NumberValue('x')])(
    'refuses %s',
    (value) => {
      expect(E.isLeft(wholeNumber.decode(value))).toBe(true);
    },
  );
});

describe('booleanOrText', () => {
  it.each([
    [true, true],
    [false, false],
    ['true', true],
    ['False', false],
    [' TRUE ', true],
  ])('reads %s', (value, expected) => {
    expect(booleanOrText.decode(value)).toEqual(E.right(expected));
  });

  it.each(['yes', '', 1, 0, null])('refuses %s', (value) => {
    expect(E.isLeft(booleanOrText.decode(value))).toBe(true);
  });
});

describe('nonEmptyText', () => {
  it('refuses empty text and what is no text', () => {
    expect([nonEmptyText.decode(''), nonEmptyText.decode(5)].every(E.isLeft)).toBe(true);
  });
});

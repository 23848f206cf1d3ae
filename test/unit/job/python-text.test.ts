import { describe, expect, test } from 'vitest';

import { pythonText } from '../../../src/job/python-text.js';

class WrappedNumber {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

describe('pythonText', () => {
  test.each([
    ['text as it is', "it's", "it's"],
    ['true', true, 'True'],
    ['false', false, 'False'],
    ['null', null, 'None'],
    ['a missing value', undefined, 'None'],
    ['a whole number', 5, '5'],
    ['zero with a sign, which is plain zero among integers', -0, '0'],
    ['a bigint with all its digits', 12345678901234567890n, '12345678901234567890'],
    ['a fraction', 2.5, '2.5'],
    ['the smallest number without an exponent', 0.0001, '0.0001'],
    ['a small number', 0.00001, '1e-05'],
    ['a number beyond exact integers', 1e16, '1e+16'],
    ['a large float', 1.5e300, '1.5e+300'],
    ['a number beyond exact integers that is short enough', 2 ** 53, '9007199254740992.0'],
    ['infinity', Number.NEGATIVE_INFINITY, '-inf'],
    ['NaN', Number.NaN, 'nan'],
    ['a wrapped number with its digits', new WrappedNumber('1.0'), '1.0'],
    ['a wrapped integer', new WrappedNumber('12345678901234567890'), '12345678901234567890'],
    ['a wrapped number with an exponent', new WrappedNumber('1E3'), '1E+3'],
    ['a small wrapped number', new WrappedNumber('0.0000001'), '1E-7'],
    ['a list', ['a', 1, null, [true]], "['a', 1, None, [True]]"],
    ['a map', { a: 1, "b'": 'x' }, `{'a': 1, "b'": 'x'}`],
    ['a set', new Set(['a', 'b']), "{'a', 'b'}"],
    ['an empty set', new Set(), 'set()'],
    ['bytes', Uint8Array.from([0x61, 0, 0x27, 0x0a, 0xff]), String.raw`b"a\x00'\n\xff"`],
    ['a number within a list', [new WrappedNumber('1.0'), 2n], '[1.0, 2]'],
  ])('gives %s', (_, value, text) => {
    expect(pythonText(value)).toBe(text);
  });

  test.each([
    ["a'b", `["a'b"]`],
    [`a'b"c`, String.raw`['a\'b"c']`],
    ['a\\b\n\r\t', String.raw`['a\\b\n\r\t']`],
    ['\u0007\u00a0\u2028\ud800', String.raw`['\x07\xa0\u2028\ud800']`],
    ['é😀', "['é😀']"],
    ['\u{e0001}', String.raw`['\U000e0001']`],
  ])('quotes and escapes %j inside a list', (text, shown) => {
    expect(pythonText([text])).toBe(shown);
  });
});

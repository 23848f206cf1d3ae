import { expect, test } from 'vitest';
import { compileProgram } from '../../../../../src/jinja/library/re/compile.js';
import { Matcher } from '../../../../../src/jinja/library/re/matcher.js';
import { parsePattern } from '../../../../../src/jinja/library/re/parse.js';

function find(pattern: string, text: string, limit = Infinity): string | undefined {
  const codes = Int32Array.from(Array.from(text), (character) => character.codePointAt(0) ?? 0);
  let steps = 0;
  const matcher = new Matcher(compileProgram(parsePattern(pattern, 0)), codes, codes.length, (count) => {
    steps += count;
    if (steps > limit) throw new Error('out of steps');
  });
  const slots = matcher.search(0);
  return slots === undefined ? undefined : Array.from(text).slice(slots[0], slots[1]).join('');
}

test.each([
  ['v(\\d+)', 'a_v003.csv', 'v003'],
  ['(?:a|(b))(?(1)c|d)', 'bc', 'bc'],
  ['(?<=a)b', 'ab', 'b'],
  ['a++a', 'aaa', undefined],
  ['(?>a*)b', 'aab', 'aab'],
  ['(?i)STRASSE|ſ', 'S', 'S'],
  ['c$', 'abc\n', 'c'],
  ['c\\Z', 'abc\n', undefined],
  ['.', '𝄞', '𝄞'],
  ['(?P<x>.)(?P=x)', 'abba', 'bb'],
])('%s in %j finds %j', (pattern, text, expected) => {
  expect(find(pattern, text)).toBe(expected);
});

test('a catastrophic pattern meets its limit of steps', () => {
  expect(() => find('(a+)+$', `${'a'.repeat(40)}b`, 1_000_000)).toThrow('out of steps');
});

test('a long text does not exhaust the stack', () => {
  expect(find('(?:a|b)*c', `${'ab'.repeat(100_000)}c`)?.length).toBe(200_001);
});

test.each([
  ['(', 'missing ), unterminated subpattern at position 0'],
  ['*', 'nothing to repeat at position 0'],
  ['a**', 'multiple repeat at position 2'],
  ['[b-a]', 'bad character range b-a at position 1'],
  ['(?<=a*)b', 'look-behind requires fixed-width pattern'],
  ['a\n(', 'missing ), unterminated subpattern at position 2 (line 2, column 1)'],
  ['\\q', 'bad escape \\q at position 0'],
])('%j is refused with the words of Python', (pattern, message) => {
  expect(() => find(pattern, '')).toThrow(message);
});

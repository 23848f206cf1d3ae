import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';

import { splitWords } from '../../src/job/program/split-words.js';
import { askPython } from './python.js';

const seed = 20_241_102;

/** What a shell lexer may treat in its own way, often enough to meet everywhere. */
const special = fc.constantFrom(...Array.from('"\'\\ \t\r\n#$;&|<>()*?[]!~`=-{}%'));
const oddBlanks = fc.constantFrom(
  '\v',
  '\f',
  '\u0085',
  '\u00a0',
  '\u1680',
  '\u2003',
  '\u2028',
  '\u2029',
  '\u3000',
  '\ufeff',
);
const controls = fc.integer({ min: 0, max: 0x1f }).map((code) => String.fromCharCode(code));
const letters = fc.constantFrom(...Array.from('abcXYZ019_./:,+@^'));
const anyCodePoint = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
const loneSurrogate = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code));

const line = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: special },
      { weight: 12, arbitrary: letters },
      { weight: 1, arbitrary: oddBlanks },
      { weight: 1, arbitrary: controls },
      { weight: 2, arbitrary: anyCodePoint },
      { weight: 1, arbitrary: loneSurrogate },
    ),
    { maxLength: 30, size: 'max' },
  )
  .map((characters) => characters.join(''))
  // Template tags are atoms here and not in Python.
  .map((text) => text.replace(/\{(?=[{%#])/g, '('));

const program = `
import shlex
def split(line):
    try:
        return {'words': shlex.split(line)}
    except ValueError as error:
        return {'error': str(error)}
answer = [split(line) for line in given]`;

/** The outcome in the form in which the oracle gives it. */
const split = (text: string): { readonly words: readonly string[] } | { readonly error: string } => {
  const words = splitWords(text);
  return E.isRight(words) ? { words: words.right } : { error: words.left };
};

test('50,000 random lines are split, or refused, as Python does', () => {
  const lines = fc.sample(line, { numRuns: 50_000, seed });
  const ours = lines.map(split);
  const pythons = askPython(program, lines) as readonly unknown[];
  // Both outcomes must be common, or the comparison would prove little.
  expect(ours.filter((result) => 'words' in result).length).toBeGreaterThan(10_000);
  expect(ours.filter((result) => 'error' in result).length).toBeGreaterThan(10_000);
  const different = lines.flatMap((text, index) =>
    JSON.stringify(ours[index]) === JSON.stringify(pythons[index])
      ? []
      : [{ text, ours: ours[index], python: pythons[index] }],
  );
  expect(different).toEqual([]);
});

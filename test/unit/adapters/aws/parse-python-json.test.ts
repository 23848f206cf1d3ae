import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ExactNumber } from '../../../../src/adapters/aws/exact-number.js';
import { parsePythonJson } from '../../../../src/adapters/aws/parse-python-json.js';
import { makeJinja, variablesFromJs } from '../../../../src/jinja/index.js';

describe('parsePythonJson', () => {
  it.each([
    ['1', 1],
    ['-0', 0],
    ['1.5', 1.5],
    ['9007199254740993', 9007199254740993n],
    ['-123456789012345678901234567890', -123456789012345678901234567890n],
    ['1.0', new ExactNumber('1.0')],
    ['-0.0', new ExactNumber('-0.0')],
    ['1e3', new ExactNumber('1000.0')],
    ['1E22', new ExactNumber('1e+22')],
    ['NaN', NaN],
    ['[-Infinity, Infinity]', [-Infinity, Infinity]],
    ['1e999', Infinity],
  ])('reads the number %s', (text, expected) => {
    expect(parsePythonJson(text)).toStrictEqual(expected);
  });

  it.each([
    '"n1"',
    '"s"',
    String.raw`"a \" 1 \\"`,
    String.raw`"\u00e9\ud83d\ude00\ud800"`,
    '{"n1": "1", "s": [], "": {}}',
    ' [ true , false , null ] ',
    '{"a": 1, "a": 2}',
  ])('reads %s as JSON.parse does', (text) => {
    expect(parsePythonJson(text)).toStrictEqual(JSON.parse(text));
  });

  it('keeps a key that is named like a property of every object', () => {
    const read = parsePythonJson('{"__proto__": {"a": 1}}') as object;
    expect(Object.entries(read)).toEqual([['__proto__', { a: 1 }]]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it.each([
    '',
    '{',
    '01',
    '-01',
    '1.',
    '.5',
    '+1',
    '1e',
    '0x10',
    '1 2',
    '1"a"',
    '"a"1',
    '{1: 2}',
    '{NaN: 2}',
    '[1,]',
    "'a'",
    '"a',
    String.raw`"a\1`,
    String.raw`"s\1`,
    String.raw`"\x"`,
    '"a\nb"',
    'NaN1',
    '-NaN',
    'nan',
    '\ufeff1',
    '['.repeat(200_000),
  ])('refuses %.20s, and does not show it', (text) => {
    expect(() => parsePythonJson(text)).toThrow(new SyntaxError('not well-formed JSON'));
  });

  it('reads every JSON text, and what is no JSON text it refuses', () => {
    const piece = fc.constantFrom(
      '"',
      '\\',
      '1',
      '-',
      '.',
      'e',
      ' ',
      'a',
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      's',
      'n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (text) => {
          const ours = attempt(() => plain(parsePythonJson(text)));
          expect(ours).toEqual(attempt(() => plain(JSON.parse(text))));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('gives templates what Python gives them', () => {
    const value = parsePythonJson('{"a": [1, 1.0, -0.0, 1e16, 1e400, 12345678901234567890, 0.1], "b": null}');
    expect(makeJinja().render('{{ value }}', variablesFromJs({ value }))).toBe(
      "{'a': [1, 1.0, -0.0, 1e+16, inf, 12345678901234567890, 0.1], 'b': None}",
    );
  });
});

const attempt = (work: () => unknown): unknown => {
  try {
    return { value: work() };
  } catch {
    return 'refused';
  }
};

/** Numbers by what they are worth. */
const plain = (value: unknown): unknown => {
  if (value instanceof ExactNumber || typeof value === 'bigint' || typeof value === 'number')
    return Number(value instanceof ExactNumber ? value.value : value) + 0;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
};

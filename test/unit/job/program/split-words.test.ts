import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';

import { splitWords } from '../../../../src/job/program/split-words.js';

const words = (line: string): readonly string[] | string => E.toUnion(splitWords(line));

/** A code unit of any kind, lone surrogates included. */
const anyCharacter = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

describe('splitWords', () => {
  test.each([
    ['', []],
    [' \t\r\n', []],
    ['/bin/sh -c date', ['/bin/sh', '-c', 'date']],
    ['sh -c "a b"', ['sh', '-c', 'a b']],
    [`a'b c'"d e"f\\ g`, ['ab cd ef g']],
    [`'' "" x''`, ['', '', 'x']],
    ['a # b', ['a', '#', 'b']],
    [`"a\\"b\\\\c\\d"`, ['a"b\\c\\d']],
    [`'a\\'`, ['a\\']],
    ['a\\\nb', ['a\nb']],
    ['a\u00a0b\vc', ['a\u00a0b\vc']],
    ['$HOME `x` *;&|', ['$HOME', '`x`', '*;&|']],
  ])('splits %j as shells do', (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  test.each([
    ['sh -c "oops', 'No closing quotation'],
    ["it's", 'No closing quotation'],
    ['a\\', 'No escaped character'],
    ['"a\\', 'No escaped character'],
  ])('refuses %j in the words of Python', (line, message) => {
    expect(words(line)).toBe(message);
  });

  test.each([
    ['blanks', 'sh -c {{ vars.c }}', ['sh', '-c', '{{ vars.c }}']],
    ['quotes', 'echo {{ vars["c"] }}', ['echo', '{{ vars["c"] }}']],
    ['no blanks', 'echo {{vars["c"]}}', ['echo', '{{vars["c"]}}']],
    ['text around it', 'a{{ b }}c d', ['a{{ b }}c', 'd']],
    ['a statement', '{% if a == "x y" %} {%- endif -%}', ['{% if a == "x y" %}', '{%- endif -%}']],
    ['a comment, with a lone quote', `a {# it's #} b`, ['a', `{# it's #}`, 'b']],
    ['the closing mark in a literal', `{{ "}}" }} x`, [`{{ "}}" }}`, 'x']],
    ['the closing mark in a literal behind an escape', `{{ "\\"}} " }} x`, [`{{ "\\"}} " }}`, 'x']],
    ['the closing mark of braces', '{{ {"a": {"b": 1}} }} x', ['{{ {"a": {"b": 1}} }}', 'x']],
    ['a line break', '{{ a\n}} x', ['{{ a\n}}', 'x']],
    ['double quotes around it', '"{{ vars["c"] }} y" z', ['{{ vars["c"] }} y', 'z']],
    ['single quotes around it', `'{{ vars['c'] }} y' z`, [`{{ vars['c'] }} y`, 'z']],
    ['a backslash inside', `{{ 'a\\nb' }}`, [`{{ 'a\\nb' }}`]],
    ['another tag behind it', '{{ a }}{{ b }} {{ c }}', ['{{ a }}{{ b }}', '{{ c }}']],
    ['a brace before it', '{{{"a":1} }} x', ['{{{"a":1} }}', 'x']],
  ])('takes a tag with %s for an atom', (_, line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  test.each([
    ['without an end', '{{ a b', ['{{', 'a', 'b']],
    ['with an open literal', `{{ "a }} b"`, ['{{', 'a }} b']],
    ['with brackets that do not match', '{{ a) b }}', ['{{', 'a)', 'b', '}}']],
    ['whose brace is escaped', '\\{{ a b }}', ['{{', 'a', 'b', '}}']],
    ['with another mark at its end', '{% a }} b', ['{%', 'a', '}}', 'b']],
  ])('splits a tag %s like any text', (_, line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  test('gives back what a shell quoter has quoted', () => {
    const quoted = (word: string): string => `'${word.replaceAll("'", `'"'"'`)}'`;
    const plainWord = fc
      .string({ unit: anyCharacter, maxLength: 20 })
      .map((word) => word.replaceAll('{', '('));
    fc.assert(
      fc.property(fc.array(plainWord), (list) => {
        expect(words(list.map(quoted).join(' '))).toEqual(list);
      }),
    );
  });

  test('keeps any tag whole, wherever it stands', () => {
    const tag = fc.stringMatching(/^[a-z.|' "\\]*$/).map((inside) => `{{ ${JSON.stringify(inside)} }}`);
    fc.assert(
      fc.property(tag, fc.constantFrom('', '"', "'"), (text, quote) => {
        expect(words(`a ${quote}${text}${quote} b`)).toEqual(['a', text, 'b']);
      }),
    );
  });

  test('splits a long line of braces in good time', () => {
    const started = performance.now();
    splitWords('{{'.repeat(20_000));
    splitWords(`${'{{ '.repeat(1000)}"}}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

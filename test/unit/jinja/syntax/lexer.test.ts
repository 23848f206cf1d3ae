import { describe, expect, it } from 'vitest';

import { lex, normalize } from '../../../../src/jinja/syntax/lexer.js';
import { SyntaxProblem } from '../../../../src/jinja/syntax/syntax-error.js';

const words = (text: string): readonly string[] => lex(text).map((token) => `${token.kind}:${token.text}`);

describe('the lexer', () => {
  it('cuts text and tags', () => {
    expect(words('a{{ b }}')).toEqual(['data:a', 'variableBegin:{{', 'name:b', 'variableEnd:}}', 'end:']);
  });

  it('takes white space away where a minus asks for it', () => {
    expect(words('a  {%- x -%}  b')).toEqual([
      'data:a',
      'blockBegin:{%-',
      'name:x',
      'blockEnd:-%}  ',
      'data:b',
      'end:',
    ]);
  });

  it('does not end a tag inside of brackets', () => {
    expect(words("{{ {'a': {}} }}").at(-2)).toBe('variableEnd:}}');
  });

  it('leaves raw text alone and drops comments', () => {
    expect(words('{% raw %}{{ x }}{% endraw %}{# no #}')).toEqual(['data:{{ x }}', 'end:']);
  });

  it.each([
    ['1_000', 'integer:1_000'],
    ['1.5e-3', 'float:1.5e-3'],
    ['0xFF', 'integer:0xFF'],
    ["'a\\n\\x41\\u00e9\\q'", 'string:a\nAé\\q'],
    ['//', 'operator://'],
  ])('reads %s', (source, expected) => {
    expect(words(`{{ ${source} }}`)[1]).toBe(expected);
  });

  it.each(['{# open', '{% raw %} open', '{{ ( ] }}', '{{ $ }}', "{{ '\\x4' }}"])('refuses %s', (source) => {
    expect(() => lex(source)).toThrow(SyntaxProblem);
  });

  it('makes all newlines alike and drops one at the end', () => {
    expect(normalize('a\r\nb\rc\n')).toBe('a\nb\nc');
  });
});

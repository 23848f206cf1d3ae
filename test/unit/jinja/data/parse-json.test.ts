import { describe, expect, it } from 'vitest';

import { makeJinja, parseJson } from '../../../../src/jinja/index.js';

const show = (json: string): string => makeJinja().render('{{ x }}', new Map([['x', parseJson(json)]]));

describe('JSON', () => {
  it.each([
    ['1', '1'],
    ['1.0', '1.0'],
    ['-0', '0'],
    ['1e3', '1000.0'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['"a\\u00e9\\n"', 'aé\n'],
    ['{"a": [1, 2.50, true, null], "b": {}}', "{'a': [1, 2.5, True, None], 'b': {}}"],
    [' [ ] ', '[]'],
  ])('%s is %s in Python', (json, expected) => {
    expect(show(json)).toBe(expected);
  });

  it.each(['', '{', '[1,]', '{"a" 1}', '01', '"\n"', 'nope', '[1] 2'])('%j is an error', (json) => {
    expect(() => parseJson(json)).toThrow(SyntaxError);
  });
});

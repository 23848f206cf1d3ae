import { describe, expect, it } from 'vitest';

import { filters } from '../../../../src/jinja/filters/index.js';
import { tests } from '../../../../src/jinja/tests/index.js';
import { render, renderError } from '../render.js';

const rows = [
  { name: 'b', n: 2, on: true },
  { name: 'A', n: 1, on: false },
  { name: 'c', n: 2, on: true },
];

describe('the filters', () => {
  it('are the 54 of Jinja2, and the tests the 39', () => {
    expect(filters.size).toBe(54);
    expect(tests.size).toBe(39);
  });

  it.each([
    ['rows|sort(attribute="name")|map(attribute="name")|join', 'Abc'],
    ['rows|sort(attribute="n,name")|map(attribute="name")|join', 'Abc'],
    ['rows|groupby("n")|map("first")|list', '[1, 2]'],
    ['rows|selectattr("on")|map(attribute="n")|sum', '4'],
    ['rows|rejectattr("n", "gt", 1)|map(attribute="name")|first', 'A'],
    ['rows|map(attribute="nosuch", default="-")|join', '---'],
    ['rows|max(attribute="n")|attr("nosuch") is undefined', 'True'],
    ['range(5)|batch(2, "x")|list', "[[0, 1], [2, 3], [4, 'x']]"],
    ['range(5)|slice(2)|list', '[[0, 1, 2], [3, 4]]'],
    ['{"b": 1, "a": "<"}|tojson', '{"a": "\\u003c", "b": 1}'],
    ['"a b"|urlencode ~ {"k": "a&b"}|urlencode', 'a%20bk=a%26b'],
    ['"see http://a.org/x."|urlize', 'see <a href="http://a.org/x" rel="noopener">http://a.org/x</a>.'],
    ['"one two three four"|truncate(9)', 'one...'],
    ['"one two three"|wordwrap(7)', 'one two\nthree'],
    ['"a\nb"|indent(2)', 'a\n  b'],
    ['1500000|filesizeformat', '1.5 MB'],
    ['"0x1f"|int(base=16) + "7.9"|int + "x"|int(1)', '39'],
    ['"<i>"|e ~ "&lt;b&gt;"|striptags', '&lt;i&gt;<b>'],
  ])('%s', (expression, expected) => {
    expect(render(`{{ ${expression} }}`, { rows })).toBe(expected);
  });

  it.each([
    '[1]|sort("x", "y", "z", "w")',
    '5|list',
    '[]|round',
    '{}|sum(start="")',
    '[1]|map|list',
    '1|items|list',
  ])('%s fails', (expression) => {
    expect(renderError(`{{ ${expression} }}`).pythonName).toMatch(/Error$/);
  });
});

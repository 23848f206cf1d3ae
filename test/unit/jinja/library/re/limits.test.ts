import { expect, test } from 'vitest';
import { limitError } from '../render-utils.js';

test.each([
  ['(a+)+$', 50],
  ['(?:a*)*b', 100_000],
  ['(?:(?:a|a)*)*$', 100_000],
  ['(a|aa)+$', 100],
  ['(?=(a+)+$)b', 100],
])('%s ends with a limit', (pattern, length) => {
  const data = { p: pattern, s: `${'a'.repeat(length)}c` };
  expect(limitError('{{ utils.re.search(p, s) }}', { maxSteps: 100_000 }, data)).toMatch(/^LimitError/);
});

test('the ways that a match may still try are reserved', () => {
  const data = { s: 'ab'.repeat(20_000) };
  const error = limitError('{{ utils.re.match("(?:a|b)*c", s) }}', { maxTotalSize: 100_000 }, data);
  expect(error).toMatch(/^LimitError: the values together/);
});

test('every look at a long text counts', () => {
  const loop = '{% for i in range(99) %}{% set m = utils.re.match("a", s) %}{% endfor %}';
  const data = { s: 'a'.repeat(10_000) };
  expect(limitError(loop, { maxSteps: 50_000 }, data)).toMatch(/^LimitError: .*steps/);
});

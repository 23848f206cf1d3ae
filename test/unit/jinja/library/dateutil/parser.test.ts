import { expect, test } from 'vitest';
import { limitError } from '../render-utils.js';

test('a long text counts before it is read', () => {
  const template = '{{ utils.parsedate.parse(s, fuzzy=true) }}';
  const data = { s: 'a 1 '.repeat(50_000) };
  expect(limitError(template, { maxSteps: 1_000_000 }, data)).toMatch(/^LimitError: .*steps/);
  expect(limitError(template, { maxTotalSize: 300_000 }, data)).toMatch(/^LimitError: the values together/);
});

import { expect, test } from 'vitest';
import { limitError, renderUtils } from '../render-utils.js';

test('strptime reads what Python reads', () => {
  const read = (text: string, format: string): string =>
    renderUtils('{{ utils.datetime.strptime(t, f) }}', {}, { t: text, f: format });
  expect(read('2024-02-29 10:11 pm', '%Y-%m-%d %I:%M %p')).toBe('2024-02-29 22:11:00');
  expect(read('２０24 FEB', '%Y %b')).toBe('2024-02-01 00:00:00');
});

test('strptime counts its work', () => {
  const data = { t: ' '.repeat(500_000), f: '%Y' };
  const template = '{{ utils.datetime.strptime(t, "x" ~ t) }}{{ utils.datetime.strptime(t, " " ~ f) }}';
  expect(limitError(template, { maxSteps: 50_000 }, data)).toMatch(/^LimitError/);
  const format = '{{ utils.datetime.strptime("x", f * 100000) }}';
  expect(limitError(format, { maxSteps: 50_000 }, { f: 'ab' })).toMatch(/^LimitError/);
});

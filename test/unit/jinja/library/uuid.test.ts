import { expect, test, vi } from 'vitest';
import { PyUuid, randomHex } from '../../../../src/jinja/library/uuid.js';
import { renderUtils } from './render-utils.js';

test('a random UUID has version 4 and the variant of RFC 4122', () => {
  expect(new PyUuid(randomHex(() => 0)).toString()).toBe('00000000-0000-4000-8000-000000000000');
});

test('the random numbers are not those of Math.random', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const [first, second] = renderUtils('{{ utils.uuid() }} {{ utils.uuid() }}').split(' ');
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(second).not.toBe(first);
  vi.restoreAllMocks();
});

test('a host of a test may choose the random numbers', () => {
  expect(renderUtils('{{ utils.uuid() }}', { random: () => 0 })).toBe('00000000-0000-4000-8000-000000000000');
});

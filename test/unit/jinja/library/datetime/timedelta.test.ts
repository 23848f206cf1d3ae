import { expect, test } from 'vitest';
import { makeTimeDelta } from '../../../../../src/jinja/library/datetime/timedelta-new.js';
import { PyTimeDelta } from '../../../../../src/jinja/library/datetime/timedelta.js';

test('a negative duration is printed with a negative number of days', () => {
  expect(PyTimeDelta.of(0, -3600).toString()).toBe('-1 day, 23:00:00');
});

test('fractions are rounded once, ties to even', () => {
  expect(makeTimeDelta({ microseconds: 0.5 }).microseconds).toBe(0);
  expect(makeTimeDelta({ microseconds: 1.5 }).microseconds).toBe(2);
  expect(makeTimeDelta({ hours: 1.5 }).seconds).toBe(5400);
});

test('a duration out of range raises an OverflowError', () => {
  expect(() => makeTimeDelta({ days: 10n ** 10n })).toThrow('Python int too large to convert to C int');
  expect(() => makeTimeDelta({ days: 10n ** 9n })).toThrow(
    'days=1000000000; must have magnitude <= 999999999',
  );
});

import { describe, expect, test } from 'vitest';
import { limitError, renderUtils } from '../render-utils.js';

const from = 'dtstart=utils.datetime(2024, 1, 31)';
const rrule = (args: string): string => `utils.dateutil.rrule.rrule(${args}, ${from})`;

describe('rules that never have a time', () => {
  test.each([
    ['YEARLY', '0, bymonth=2, bymonthday=30'],
    ['MONTHLY', '1, bymonth=2, bymonthday=30'],
    ['DAILY', '3, bymonth=2, bymonthday=30'],
    ['SECONDLY', '6, bymonth=2, bymonthday=30'],
  ])('%s: end after a round of the calendar', (_name, args) => {
    expect(renderUtils(`{{ ${rrule(args)}.count() }}`, { limits: { maxSteps: 1_500_000 } })).toBe('0');
  });
});

describe('rules without an end', () => {
  test.each([
    `{{ ${rrule('6')}.count() }}`,
    `{{ ${rrule('6')}|list }}`,
    `{{ ${rrule('5')}[-1] }}`,
    `{{ ${rrule('0, byeaster=200')}.count() }}`,
    `{{ ${rrule('3')}.between(utils.datetime(2024, 1, 1), utils.datetime(9999, 1, 1))|length }}`,
    `{{ ${rrule('3, bymonthday=range(-50000, 50000)')}.count() }}`,
  ])('%s meets the limit of steps', (template) => {
    expect(limitError(template, { maxSteps: 300_000 })).toMatch(/^LimitError: .*more than 300000 steps/);
  });

  test('the times that are kept are reserved', () => {
    const template = `{{ ${rrule('3')}[10:20] }}`;
    expect(limitError(template, { maxTotalSize: 1000 })).toMatch(/^LimitError: the values together/);
  });
});

test('clock fields out of range are refused before they are combined', () => {
  const template = `{{ ${rrule('3, byhour=range(9999), byminute=range(9999), bysecond=range(9999)')}.count() }}`;
  expect(limitError(template, {})).toBe('ValueError: second must be in 0..59');
});

import { describe, expect, test } from 'vitest';
import { strftime } from '../../../../../src/jinja/library/datetime/strftime.js';
import { testRuntime } from '../../../../oracle/library/runtime.js';
import { limitError, renderUtils } from '../render-utils.js';
import { makeTm } from '../../../../../src/jinja/library/datetime/tm.js';

const tm = makeTm(
  { year: 2024, month: 3, day: 5 },
  { hour: 4, minute: 7, second: 9, microsecond: 123 },
  () => 42,
);
const own = { microsecond: 123, offsetMicros: 39_600_000_000, zoneName: 'AEDT' };

describe('strftime', () => {
  test.each([
    ['%Y-%m-%dT%H:%M:%S.%f%z', '2024-03-05T04:07:09.000123+1100'],
    ['%-d %e %_d %d', '5  5  5 05'],
    ['%5d|%_5d|%-5d', '00005|    5|    5'],
    ['%^a %#p %^P', 'TUE am am'],
    ['%Q %+ %5', '%Q %+    %5'],
    ['%s %Z %%z', '42 AEDT %z'],
    ['%G-W%V-%u %j %U %W', '2024-W10-2 065 09 10'],
  ])('prints %s as glibc does', (format, expected) => {
    expect(strftime(testRuntime(), tm, own, format)).toBe(expected);
  });

  test('gives an empty text for a width that Python refuses', () => {
    expect(strftime(testRuntime(), tm, own, '%99999d')).toBe('');
  });
});

describe('strftime within limits', () => {
  const limits = { maxTotalSize: 1_000_000 };

  test('reserves room before it pads', () => {
    const template = "{{ utils.datetime(2024, 1, 1).strftime('%1000000Y' * 1000) }}";
    expect(limitError(template, limits)).toMatch(/^LimitError: the values together/);
  });

  test('a width that Python refuses takes no room at all', () => {
    expect(renderUtils("{{ utils.date(2024, 1, 1).strftime('%1000000Y') }}", { limits })).toBe('');
  });

  test('reserves room for long names of zones', () => {
    const zone = "utils.dateutil.tz.tzoffset('x' * 10000, 0)";
    const template = `{{ utils.datetime(2024, 1, 1, tzinfo=${zone}).strftime('%Z' * 1000) }}`;
    expect(limitError(template, limits)).toMatch(/^LimitError: the values together/);
  });
});

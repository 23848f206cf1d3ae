import { expect, test } from 'vitest';
import { PyDateTime } from '../../../../../src/jinja/library/datetime/datetime.js';
import { intlZone } from '../../../../../src/jinja/library/tz/intl-zone.js';
import { PyTzFile } from '../../../../../src/jinja/library/tz/tz-file.js';
import type { ZoneData } from '../../../../../src/jinja/library/tz/tzif.js';

const standard = { offset: 36_000, isDst: false, abbreviation: 'AEST' };
const daylight = { offset: 39_600, isDst: true, abbreviation: 'AEDT' };
const data: ZoneData = {
  types: [standard, daylight],
  transitions: [1_680_364_800, 1_696_089_600, 1_712_419_200, 1_728_144_000, 1_743_868_800],
  typeAfter: [standard, daylight, standard, daylight, standard],
};
const zone = new PyTzFile('/zones/Sydney', data);

function wall(month: number, day: number, hour: number, fold = 0): PyDateTime {
  return new PyDateTime({
    year: 2024,
    month,
    day,
    hour,
    minute: 30,
    second: 0,
    microsecond: 0,
    tzinfo: zone,
    fold,
  });
}

test('the fold tells which of two equal wall times is meant', () => {
  expect(wall(4, 7, 2).tzName()).toBe('AEDT');
  expect(wall(4, 7, 2, 1).tzName()).toBe('AEST');
});

test('a wall time in a gap prints unchanged', () => {
  expect(wall(10, 6, 2).isoFormat()).toBe('2024-10-06T02:30:00+11:00');
});

test('after the last change there is no daylight saving', () => {
  expect(wall(7, 1, 0).replace({ year: 2050, month: 1 }).tzName()).toBe('AEST');
});

test('without zone files the offsets come from the JavaScript engine', () => {
  const file = intlZone('Australia/Sydney');
  expect(file?.legacy.transitions).toContain(1_712_419_200);
  expect(intlZone('No/Such')).toBeUndefined();
});

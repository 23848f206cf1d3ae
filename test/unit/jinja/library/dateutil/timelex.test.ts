import { expect, test } from 'vitest';
import { splitTime } from '../../../../../src/jinja/library/dateutil/timelex.js';

test('dots separate dates and stay in fractions', () => {
  expect(splitTime('29.02.2024 10:11:12.5')).toEqual([
    '29',
    '.',
    '02',
    '.',
    '2024',
    ' ',
    '10',
    ':',
    '11',
    ':',
    '12.5',
  ]);
});

test('a comma between digits is a decimal point', () => {
  expect(splitTime('10:11:12,5')).toEqual(['10', ':', '11', ':', '12.5']);
});

import { describe, expect, it } from 'vitest';

import { parseTimestamp, wholeSeconds } from '../../../src/job/zoned-time.js';

describe('parseTimestamp', () => {
  it.each([
    ['2026-11-23T20:05:00+11:00', Date.UTC(2026, 10, 23, 9, 5), 660],
    ['2026-11-23 20:05:00.250+1100', Date.UTC(2026, 10, 23, 9, 5, 0, 250), 660],
    ['2026-11-23T09:05:00Z', Date.UTC(2026, 10, 23, 9, 5), 'utc'],
    ['2026-11-23T05:35-03:30', Date.UTC(2026, 10, 23, 9, 5), -210],
  ])('reads %s', (text, epochMs, zone) => {
    expect(parseTimestamp(text)).toEqual({ epochMs, zone });
  });

  it.each(['', 'now', '2026-11-23', '2026-11-23T20:05:00', '2026-13-01T00:00:00Z', '1763888700'])(
    'refuses %j',
    (text) => {
      expect(parseTimestamp(text)).toBeUndefined();
    },
  );
});

describe('wholeSeconds', () => {
  it('cuts the fraction of a second', () => {
    expect(wholeSeconds(1999)).toBe(1000);
  });
});

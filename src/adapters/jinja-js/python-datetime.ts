import type { ZonedTime } from '../../job/zoned-time.js';

/** Whether a value of a template's variables is a moment. */
export const isZonedTime = (value: unknown): value is ZonedTime =>
  typeof value === 'object' &&
  value !== null &&
  'epochMs' in value &&
  typeof value.epochMs === 'number' &&
  'zone' in value;

/** A moment as Python prints a datetime with an offset: `2026-11-23 20:05:00+11:00`, fractions of a second if any. */
export const datetimeText = (time: ZonedTime): string => {
  const offset = offsetMinutes(time);
  const [date = '', clock = ''] = new Date(time.epochMs + offset * 60_000)
    .toISOString()
    .slice(0, -1)
    .split('T');
  const [seconds = '', milliseconds = ''] = clock.split('.');
  return `${date} ${seconds}${milliseconds === '000' ? '' : `.${milliseconds}000`}${offsetText(offset)}`;
};

const offsetMinutes = ({ epochMs, zone }: ZonedTime): number => {
  if (zone === 'utc') return 0;
  return zone === 'local' ? -new Date(epochMs).getTimezoneOffset() : zone;
};

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/**
 * A moment and the zone in which it is shown, as lava's `ts_start` (worker's local time), `ts_ustart` (UTC) and
 * `ts_dispatch` (a fixed offset).
 * @public
 */
export interface ZonedTime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly epochMs: number;
  /** `local`: the worker's time zone. `utc`: UTC. A number: minutes east of UTC. */
  readonly zone: 'local' | 'utc' | number;
}

/** The moment in the worker's own time zone. */
export const localTime = (epochMs: number): ZonedTime => ({ epochMs, zone: 'local' });

/** The moment in UTC. */
export const utcTime = (epochMs: number): ZonedTime => ({ epochMs, zone: 'utc' });

/** Cuts a moment to whole seconds, as lava records the start of a job. */
export const wholeSeconds = (epochMs: number): number => Math.floor(epochMs / 1000) * 1000;

const isoTimestamp = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an ISO 8601 timestamp with an offset, the form in which dispatch messages carry times.
 * @returns `undefined` when the text is anything else
 */
export const parseTimestamp = (text: string): ZonedTime | undefined => {
  const offset = isoTimestamp.exec(text)?.[1];
  const epochMs = Date.parse(text.replace(' ', 'T'));
  if (offset === undefined || Number.isNaN(epochMs)) return undefined;
  return { epochMs, zone: offset === 'Z' ? 'utc' : offsetMinutes(offset) };
};

const offsetMinutes = (offset: string): number => {
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
};

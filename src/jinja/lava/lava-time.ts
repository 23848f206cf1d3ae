import { PyDateTime } from '../library/datetime/datetime.js';
import { PyTimeZone } from '../library/datetime/timezone.js';
import type { PyTzInfo } from '../library/datetime/tzinfo.js';
import { localZone } from '../library/local-zone.js';
import { PyTzOffset, PyTzUtc } from '../library/tz/tz-fixed.js';
import type { Runtime } from '../objects/runtime.js';

/** A moment and the zone in which lava shows it. @public */
export interface LavaTime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly epochMs: number;
  /** `local`: the worker's time zone. `utc`: UTC. A number: minutes east of UTC. */
  readonly zone: 'local' | 'utc' | number;
}

/** Whether a piece of data is a {@link LavaTime}. */
export function isLavaTime(data: object): data is LavaTime {
  if (!('epochMs' in data) || !('zone' in data) || Object.keys(data).length !== 2) return false;
  const { epochMs, zone } = data;
  return typeof epochMs === 'number' && (zone === 'local' || zone === 'utc' || typeof zone === 'number');
}

/** The datetime of a moment. UTC is dateutil's in job data, and Python's own in `ustart`. */
export function lavaDateTime(
  rt: Runtime,
  time: LavaTime,
  utc: 'dateutil' | 'python' = 'dateutil',
): PyDateTime {
  const zone = zoneOf(rt, time.zone, utc);
  return zone.fromUtc(PyDateTime.fromEpochMicros(Math.round(time.epochMs * 1000)).replace({ tzinfo: zone }));
}

function zoneOf(rt: Runtime, zone: LavaTime['zone'], utc: 'dateutil' | 'python'): PyTzInfo {
  if (zone === 'local') return localZone(rt);
  if (typeof zone === 'number') return new PyTzOffset(undefined, zone * 60_000_000);
  return utc === 'dateutil' ? new PyTzUtc() : new PyTimeZone(0);
}

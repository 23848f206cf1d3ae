import { PyDateTime } from '../datetime/datetime.js';
import { PyTimeDelta } from '../datetime/timedelta.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import { microsOfDay } from '../datetime/clock.js';

/** Whether a wall time occurs in a zone: it survives the way to UTC and back. */
export function existsIn(time: PyDateTime, zone: PyTzInfo): boolean {
  const wall = time.replace({ tzinfo: zone });
  const offset = zone.utcOffsetMicros(wall) ?? 0;
  const back = zone.fromUtc(PyDateTime.fromWall(wall.toOrdinal(), microsOfDay(wall) - offset, zone));
  return back.wallMinus(wall).isZero();
}

/** dateutil's `resolve_imaginary`: a time in a gap moves on by the length of the gap. */
export function resolveImaginary(time: PyDateTime): PyDateTime {
  if (time.tzinfo === undefined || existsIn(time, time.tzinfo)) return time;
  const after = time.plus(PyTimeDelta.of(1)).utcOffsetMicros() ?? 0;
  const before = time.plus(PyTimeDelta.of(-1)).utcOffsetMicros() ?? 0;
  return time.plusMicros(after - before);
}

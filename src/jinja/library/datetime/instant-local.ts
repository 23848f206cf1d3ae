import type { LocalClock } from '../tz/local-clock.js';
import { PyDateTime } from './datetime.js';
import { microsOfDay } from './clock.js';
import { EPOCH_ORDINAL } from './civil.js';
import { trueDivide } from './ratio.js';
import { PyTimeZone } from './timezone.js';
import type { PyTzInfo } from './tzinfo.js';

/** The same moment in another zone; without one in the fixed offset that holds locally at that moment. */
export function asTimeZone(time: PyDateTime, target: PyTzInfo | undefined, clock: LocalClock): PyDateTime {
  if (target !== undefined && time.tzinfo === target) return time;
  const offset = time.utcOffsetMicros() ?? localZoneAt(clock, clock.epochSecondsOf(time)).offsetMicros;
  const utc = PyDateTime.fromWall(time.toOrdinal(), microsOfDay(time) - offset);
  // In a gap this is not the offset that the wall time was read with: Python looks it up again.
  const zone = target ?? localZoneAt(clock, utc.wallSeconds());
  return zone.fromUtc(utc.replace({ tzinfo: zone }));
}

function localZoneAt(clock: LocalClock, epochSeconds: number): PyTimeZone {
  const type = clock.at(epochSeconds);
  return new PyTimeZone(type.offset * 1_000_000, type.abbreviation);
}

/** `timestamp()`: seconds since 1970 as a float. */
export function timestampOf(time: PyDateTime, clock: LocalClock): number {
  const offset = time.utcOffsetMicros();
  if (offset === undefined) return clock.epochSecondsOf(time) + time.microsecond / 1_000_000;
  const days = BigInt(time.toOrdinal() - EPOCH_ORDINAL) * 86_400_000_000n;
  return trueDivide(days + BigInt(microsOfDay(time) - offset), 1_000_000n);
}

/** The naive local time of a moment, with `fold` set for the second of two. */
export function localTimeOf(epochMicros: number, clock: LocalClock): PyDateTime {
  const seconds = Math.floor(epochMicros / 1_000_000);
  const { offset } = clock.at(seconds);
  const wall = PyDateTime.fromEpochMicros(epochMicros + offset * 1_000_000);
  // The clock was set back if it shows less than one day ago plus a day.
  const setBack = clock.at(seconds - 86_400).offset - offset;
  if (setBack <= 0) return wall;
  const earlier = seconds - setBack;
  const repeated = earlier + clock.at(earlier).offset === seconds + offset;
  return repeated ? wall.replace({ fold: 1 }) : wall;
}

import type { PyObject } from '../../objects/py-value.js';
import type { PyDateTime } from './datetime.js';

/** What Python asks of a `tzinfo`. Offsets are microseconds east of UTC; `undefined` stands for None. */
export interface PyTzInfo extends PyObject {
  /** The offset of a wall time; of no particular time (a `time` object) without one. */
  utcOffsetMicros(wall: PyDateTime | undefined): number | undefined;
  /** The daylight saving part of the offset. */
  dstMicros(wall: PyDateTime | undefined): number | undefined;
  /** The abbreviation in force. */
  tzName(wall: PyDateTime | undefined): string | undefined;
  /** Converts a wall time that is UTC, labelled with this zone, to this zone's wall time. */
  fromUtc(utc: PyDateTime): PyDateTime;
}

/** Whether an object is a time zone: it is asked by ability, since zones are of several classes. */
export function isTzInfo(value: unknown): value is PyTzInfo {
  return typeof value === 'object' && value !== null && 'utcOffsetMicros' in value;
}

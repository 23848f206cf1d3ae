import type { PyType } from '../../objects/py-type.js';
import type { PyDateTime } from '../datetime/datetime.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import { tzfileType } from './tz-types.js';
import { type LocalTimeType, type ZoneData, countUpTo } from './tzif.js';
import { type WallZone, toWallZone } from './wall-zone.js';

const MICROS = 1_000_000;

/** dateutil's `tzfile`: a zone file's 32-bit data, so that no daylight saving is known after 2037. */
export class PyTzFile implements PyTzInfo {
  /** Where the zone was read from, for `repr`. */
  readonly path: string;
  readonly data: ZoneData;
  private readonly zone: WallZone;

  constructor(path: string, data: ZoneData) {
    this.path = path;
    this.data = data;
    this.zone = toWallZone(data);
  }

  get type(): PyType {
    return tzfileType;
  }

  utcOffsetMicros(wall: PyDateTime | undefined): number | undefined {
    if (wall === undefined) return undefined;
    return (this.typeOf(wall)?.offset ?? 0) * MICROS;
  }

  dstMicros(wall: PyDateTime | undefined): number | undefined {
    if (wall === undefined) return undefined;
    if (!this.zone.hasDaylight) return 0;
    const type = this.typeOf(wall);
    return type?.isDst === true ? (this.zone.dstOffsets.get(type) ?? 0) * MICROS : 0;
  }

  tzName(wall: PyDateTime | undefined): string | undefined {
    return wall === undefined ? undefined : this.typeOf(wall)?.abbreviation;
  }

  fromUtc(utc: PyDateTime): PyDateTime {
    const index =
      this.data.transitions.length === 0
        ? undefined
        : countUpTo(this.data.transitions, utc.wallSeconds()) - 1;
    const wall = utc.plusMicros((this.typeAt(index)?.offset ?? 0) * MICROS);
    return wall.replace({ fold: this.isAmbiguousAt(wall, index) ? 1 : 0 });
  }

  /** Whether a wall time occurs twice. */
  isAmbiguous(wall: PyDateTime): boolean {
    return this.isAmbiguousAt(wall, this.indexOf(wall));
  }

  equals(other: PyTzFile): boolean {
    return this.data === other.data || JSON.stringify(this.data) === JSON.stringify(other.data);
  }

  private indexOf(wall: PyDateTime): number | undefined {
    if (this.zone.wallTransitions.length === 0) return undefined;
    return countUpTo(this.zone.wallTransitions, wall.wallSeconds()) - 1;
  }

  /** The first of two occurrences belongs to the time before the transition. */
  private typeOf(wall: PyDateTime): LocalTimeType | undefined {
    const index = this.indexOf(wall);
    if (index === undefined || index === 0) return this.typeAt(index);
    return this.typeAt(wall.fold === 0 && this.isAmbiguousAt(wall, index) ? index - 1 : index);
  }

  /** From the last transition on dateutil assumes standard time. */
  private typeAt(index: number | undefined): LocalTimeType | undefined {
    if (index === undefined || index + 1 >= this.data.transitions.length) return this.zone.standard;
    return index < 0 ? this.zone.before : this.data.typeAfter[index];
  }

  private isAmbiguousAt(wall: PyDateTime, index: number | undefined): boolean {
    if (index === undefined || index <= 0) return false;
    const setBack = (this.typeAt(index - 1)?.offset ?? 0) - (this.typeAt(index)?.offset ?? 0);
    return wall.wallSeconds() < (this.zone.wallTransitions[index] ?? 0) + setBack;
  }
}

import type { PyType } from '../../objects/py-type.js';
import type { PyDateTime } from '../datetime/datetime.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import type { LocalClock } from './local-clock.js';
import type { LocalTimeType } from './tzif.js';
import { tzlocalType } from './tz-types.js';

const MICROS = 1_000_000;

/** dateutil's `tzlocal`: this year's two offsets, with the C library deciding when each holds. */
export class PyTzLocal implements PyTzInfo {
  readonly clock: LocalClock;
  readonly standard: LocalTimeType;
  readonly daylight: LocalTimeType;

  constructor(clock: LocalClock, nowSeconds: number) {
    this.clock = clock;
    [this.standard, this.daylight] = clock.yearPair(nowSeconds);
  }

  get type(): PyType {
    return tzlocalType;
  }

  private get hasDaylight(): boolean {
    return this.standard.offset !== this.daylight.offset;
  }

  utcOffsetMicros(wall: PyDateTime | undefined): number | undefined {
    if (wall === undefined && this.hasDaylight) return undefined;
    return this.typeOf(wall).offset * MICROS;
  }

  dstMicros(wall: PyDateTime | undefined): number | undefined {
    if (wall === undefined && this.hasDaylight) return undefined;
    return (this.typeOf(wall).offset - this.standard.offset) * MICROS;
  }

  tzName(wall: PyDateTime | undefined): string {
    return this.typeOf(wall).abbreviation;
  }

  fromUtc(utc: PyDateTime): PyDateTime {
    const base = utc.plusMicros(this.standard.offset * MICROS);
    const wall = base.plusMicros(this.dstMicros(base.replace({ fold: 1 })) ?? 0);
    if (!this.isAmbiguous(wall)) return wall;
    const standardNow = wall.wallSeconds() - utc.wallSeconds() === this.standard.offset;
    return wall.replace({ fold: standardNow ? 1 : 0 });
  }

  /** Whether a wall time occurs twice. */
  isAmbiguous(wall: PyDateTime): boolean {
    const saved = this.daylight.offset - this.standard.offset;
    const seconds = wall.wallSeconds();
    return !this.naiveIsDst(seconds) && this.naiveIsDst(seconds - saved);
  }

  private typeOf(wall: PyDateTime | undefined): LocalTimeType {
    if (wall === undefined || !this.hasDaylight) return this.standard;
    if (this.isAmbiguous(wall)) return wall.fold === 0 ? this.daylight : this.standard;
    return this.naiveIsDst(wall.wallSeconds()) ? this.daylight : this.standard;
  }

  private naiveIsDst(wallSeconds: number): boolean {
    return this.clock.at(wallSeconds - this.standard.offset).isDst;
  }
}

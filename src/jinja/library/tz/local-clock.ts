import type { PyDateTime } from '../datetime/datetime.js';
import { type PosixRule, parsePosixRule, posixTypeAt } from './posix-rule.js';
import { type LocalTimeType, type TzifFile, type ZoneData, countUpTo } from './tzif.js';

/** What the C library's `localtime` knows: which kind of local time holds at a moment. */
export class LocalClock {
  private readonly data: ZoneData;
  private readonly rule: PosixRule | undefined;

  constructor(file: TzifFile) {
    this.data = file.full;
    this.rule = parsePosixRule(file.footer);
  }

  /** The kind of local time at so many seconds since 1970. */
  at(epochSeconds: number): LocalTimeType {
    const passed = countUpTo(this.data.transitions, epochSeconds);
    if (passed === this.data.transitions.length && this.rule !== undefined) {
      return posixTypeAt(this.rule, epochSeconds);
    }
    return this.data.typeAfter[passed - 1] ?? this.firstType();
  }

  private firstType(): LocalTimeType {
    const first = this.data.types.find((type) => !type.isDst) ?? this.data.types[0];
    return first ?? { offset: 0, isDst: false, abbreviation: 'UTC' };
  }

  /** Local wall seconds at a moment. */
  private wallAt(epochSeconds: number): number {
    return epochSeconds + this.at(epochSeconds).offset;
  }

  /** The moment of a naive wall time; `fold` picks one of two, and the side from which a gap is filled. */
  epochSecondsOf(wall: PyDateTime): number {
    return this.wallToEpoch(wall.wallSeconds(), wall.fold);
  }

  /** The same for a wall time in seconds. */
  wallToEpoch(target: number, fold: number): number {
    const firstOffset = this.wallAt(target) - target;
    const first = target - firstOffset;
    let secondOffset = this.wallAt(first) - first;
    if (this.wallAt(first) === target) {
      // One solution is known; a fold would have another within a day.
      const probe = first + (fold === 0 ? -86_400 : 86_400);
      secondOffset = this.wallAt(probe) - probe;
      if (secondOffset === firstOffset) return first;
    }
    const second = target - secondOffset;
    if (this.wallAt(second) === target) return second;
    if (this.wallAt(first) === target) return first;
    return fold === 0 ? Math.max(first, second) : Math.min(first, second);
  }

  /** Standard and daylight saving time of a year, as C's `timezone`, `altzone` and `tzname`. */
  yearPair(nowSeconds: number): readonly [LocalTimeType, LocalTimeType] {
    const averageYear = (365 * 24 + 6) * 3600;
    const start = Math.floor(nowSeconds / averageYear) * averageYear;
    const january = this.at(start);
    const july = this.at(start + averageYear / 2);
    // In the south January is summer.
    return january.offset > july.offset ? [july, january] : [january, july];
  }
}

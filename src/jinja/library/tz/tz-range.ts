import type { PyType } from '../../objects/py-type.js';
import { PyDateTime } from '../datetime/datetime.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import { addRelative } from '../dateutil/relativedelta-add.js';
import type { PyRelativeDelta } from '../dateutil/relativedelta.js';
import { tzrangeType, tzstrType } from './tz-range-types.js';

const MICROS = 1_000_000;

/** Offsets in seconds, names, and the days of the year when daylight saving starts and ends. */
export interface RangeRule {
  readonly standardName: string | undefined;
  readonly standardOffset: number;
  readonly daylightName: string | undefined;
  readonly daylightOffset: number;
  readonly start: PyRelativeDelta | undefined;
  readonly end: PyRelativeDelta | undefined;
}

/** dateutil's `tzrange`: daylight saving by the same rule in all years; with a text it is a `tzstr`. */
export class PyTzRange implements PyTzInfo {
  readonly rule: RangeRule;
  /** The TZ text that it was made of. */
  readonly text: string | undefined;

  constructor(rule: RangeRule, text?: string) {
    this.rule = rule;
    this.text = text;
  }

  get type(): PyType {
    return this.text === undefined ? tzrangeType : tzstrType;
  }

  private get saved(): number {
    return this.rule.daylightOffset - this.rule.standardOffset;
  }

  utcOffsetMicros(wall: PyDateTime | undefined): number | undefined {
    const daylight = this.isDaylight(wall);
    if (daylight === undefined) return undefined;
    return (daylight ? this.rule.daylightOffset : this.rule.standardOffset) * MICROS;
  }

  dstMicros(wall: PyDateTime | undefined): number | undefined {
    const daylight = this.isDaylight(wall);
    return daylight === undefined ? undefined : daylight ? this.saved * MICROS : 0;
  }

  tzName(wall: PyDateTime | undefined): string | undefined {
    return this.isDaylight(wall) === true ? this.rule.daylightName : this.rule.standardName;
  }

  fromUtc(utc: PyDateTime): PyDateTime {
    const { standardOffset, daylightOffset } = this.rule;
    const transitions = this.transitions(utc.year);
    if (transitions === undefined) return utc.plusMicros(standardOffset * MICROS);
    const [on, off] = transitions.map((wall) => wall - standardOffset) as [number, number];
    const daylight = within(utc.wallSeconds(), on, off);
    const wall = utc.plusMicros((daylight ? daylightOffset : standardOffset) * MICROS);
    return wall.replace({ fold: !daylight && this.isAmbiguous(wall) ? 1 : 0 });
  }

  /** Whether a wall time occurs twice. */
  isAmbiguous(wall: PyDateTime): boolean {
    const transitions = this.transitions(wall.year);
    if (transitions === undefined) return false;
    const [, off] = transitions;
    return wall.wallSeconds() >= off && wall.wallSeconds() < off + this.saved;
  }

  private isDaylight(wall: PyDateTime | undefined): boolean | undefined {
    if (this.rule.start === undefined) return false;
    if (wall === undefined) return undefined;
    const [on = 0, off = 0] = this.transitions(wall.year) ?? [];
    const daylight = within(wall.wallSeconds(), on, off);
    return !daylight && this.isAmbiguous(wall) ? wall.fold === 0 : daylight;
  }

  /** Start and end in a year, in seconds of standard wall time. */
  private transitions(year: number): readonly [number, number] | undefined {
    const { start, end } = this.rule;
    if (start === undefined || end === undefined) return undefined;
    return [wallSecondsOf(year, start), wallSecondsOf(year, end)];
  }
}

function wallSecondsOf(year: number, delta: PyRelativeDelta): number {
  const first = new PyDateTime({
    year,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    microsecond: 0,
    tzinfo: undefined,
    fold: 0,
  });
  const moved = addRelative(first, delta);
  return moved instanceof PyDateTime ? moved.wallSeconds() : 0;
}

function within(seconds: number, on: number, off: number): boolean {
  return on < off ? seconds >= on && seconds < off : seconds < off || seconds >= on;
}

import type { PyType } from '../../objects/py-type.js';
import { raise } from '../raise.js';
import { formatOffset } from './clock.js';
import type { PyDateTime } from './datetime.js';
import type { PyTimeDelta } from './timedelta.js';
import { timezoneType } from './timezone-type.js';
import type { PyTzInfo } from './tzinfo.js';

/** Python's `timezone`: a fixed offset, with or without a name. */
export class PyTimeZone implements PyTzInfo {
  readonly offsetMicros: number;
  readonly name: string | undefined;

  constructor(offsetMicros: number, name?: string) {
    this.offsetMicros = offsetMicros;
    this.name = name;
  }

  get type(): PyType {
    return timezoneType;
  }

  utcOffsetMicros(): number {
    return this.offsetMicros;
  }

  dstMicros(): undefined {
    return undefined;
  }

  tzName(): string {
    if (this.name !== undefined) return this.name;
    return this.offsetMicros === 0 ? 'UTC' : `UTC${formatOffset(this.offsetMicros)}`;
  }

  fromUtc(utc: PyDateTime): PyDateTime {
    return utc.plusMicros(this.offsetMicros);
  }
}

/** The zone of an offset; one of a day or more raises ValueError. */
export function makeTimeZone(offset: PyTimeDelta, name?: string): PyTimeZone {
  const micros = offset.totalMicros();
  if (micros <= -86_400_000_000n || micros >= 86_400_000_000n) {
    const limit = 'strictly between -timedelta(hours=24) and timedelta(hours=24)';
    raise('ValueError', `offset must be a timedelta ${limit}, not ${offset.repr()}.`);
  }
  return new PyTimeZone(Number(micros), name);
}

import type { PyType } from '../../objects/py-type.js';
import type { PyDateTime } from '../datetime/datetime.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import { tzoffsetType, tzutcType } from './tz-types.js';

/** dateutil's `tzutc`. */
export class PyTzUtc implements PyTzInfo {
  get type(): PyType {
    return tzutcType;
  }

  utcOffsetMicros(): number {
    return 0;
  }

  dstMicros(): number {
    return 0;
  }

  tzName(): string {
    return 'UTC';
  }

  fromUtc(utc: PyDateTime): PyDateTime {
    return utc;
  }
}

/** dateutil's `tzoffset`: a fixed offset with a name or none. */
export class PyTzOffset implements PyTzInfo {
  readonly name: string | undefined;
  readonly offsetMicros: number;

  constructor(name: string | undefined, offsetMicros: number) {
    this.name = name;
    this.offsetMicros = offsetMicros;
  }

  get type(): PyType {
    return tzoffsetType;
  }

  utcOffsetMicros(): number {
    return this.offsetMicros;
  }

  dstMicros(): number {
    return 0;
  }

  tzName(): string | undefined {
    return this.name;
  }

  fromUtc(utc: PyDateTime): PyDateTime {
    return utc.plusMicros(this.offsetMicros);
  }
}

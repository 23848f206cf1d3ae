import { nativeFunction } from '../../objects/native-function.js';
import { type PyModule, makeModule } from '../../objects/py-module.js';
import type { PyValue } from '../../objects/py-value.js';
import { textOf } from '../../objects/coerce.js';
import { zoneArg } from '../arguments.js';
import { PyDateTime } from '../datetime/datetime.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import { raise } from '../raise.js';
import { getZone } from './gettz.js';
import { existsIn, resolveImaginary } from './imaginary.js';
import { PyTzFile } from './tz-file.js';
import { PyTzUtc } from './tz-fixed.js';
import { PyTzLocal } from './tz-local.js';
import { PyTzRange } from './tz-range.js';
import { tzrangeType, tzstrType } from './tz-range-types.js';
import { tzfileType, tzlocalType, tzoffsetType, tzutcType } from './tz-types.js';

/** `dateutil.tz`. */
export function makeTzModule(): PyModule {
  return makeModule('dateutil.tz', {
    UTC: new PyTzUtc(),
    tzutc: tzutcType,
    tzoffset: tzoffsetType,
    tzlocal: tzlocalType,
    tzfile: tzfileType,
    tzrange: tzrangeType,
    tzstr: tzstrType,
    gettz: nativeFunction('gettz(name=None)', (rt, [name]) => getZone(rt, nameArg(name)) ?? null),
    enfold: nativeFunction('enfold(dt, fold=1)', (_rt, [dt, fold]) =>
      timeArg(dt).replace({ fold: fold === 0 ? 0 : 1 }),
    ),
    datetime_exists: nativeFunction('datetime_exists(dt, tz=None)', (_rt, [dt, tz]) =>
      existsIn(timeArg(dt), requireZone(timeArg(dt), tz)),
    ),
    datetime_ambiguous: nativeFunction('datetime_ambiguous(dt, tz=None)', (_rt, [dt, tz]) =>
      isAmbiguous(timeArg(dt), requireZone(timeArg(dt), tz)),
    ),
    resolve_imaginary: nativeFunction('resolve_imaginary(dt)', (_rt, [dt]) => resolveImaginary(timeArg(dt))),
  });
}

function nameArg(value: PyValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return textOf(value) ?? raise('TypeError', 'gettz argument should be str');
}

function timeArg(value: PyValue | undefined): PyDateTime {
  return value instanceof PyDateTime ? value : raise('TypeError', 'a datetime is required');
}

function requireZone(time: PyDateTime, zone: PyValue | undefined): PyTzInfo {
  return zoneArg(zone) ?? time.tzinfo ?? raise('ValueError', 'Datetime is naive and no time zone provided.');
}

function isAmbiguous(time: PyDateTime, zone: PyTzInfo): boolean {
  if (zone instanceof PyTzFile || zone instanceof PyTzLocal || zone instanceof PyTzRange)
    return zone.isAmbiguous(time);
  const first = time.replace({ tzinfo: zone, fold: 0 });
  const second = first.replace({ fold: 1 });
  return first.utcOffsetMicros() !== second.utcOffsetMicros() || first.dstMicros() !== second.dstMicros();
}

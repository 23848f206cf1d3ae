import { construct, method } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { repr } from '../../objects/print.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyObject, PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { textRepr } from '../../objects/text-repr.js';
import { toText } from '../../objects/coerce.js';
import { PyDateTime } from '../datetime/datetime.js';
import { makeTimeDelta } from '../datetime/timedelta-new.js';
import { PyTimeDelta } from '../datetime/timedelta.js';
import { zoneMethods } from '../datetime/zone-methods.js';
import { numberOf } from '../../objects/coerce.js';
import { raise } from '../raise.js';
import { localZone } from '../local-zone.js';
import { requireFileAccess } from '../os-path-files.js';
import { join } from '../os-path.js';
import { PyTzFile } from './tz-file.js';
import { PyTzOffset, PyTzUtc } from './tz-fixed.js';
import { PyTzLocal } from './tz-local.js';
import { readZoneFile } from './zone-files.js';

/** dateutil's `tzutc`. */
export const tzutcType: PyType = makeType<PyTzUtc>({
  name: 'tzutc',
  module: 'dateutil.tz.tz',
  construct: construct('tzutc()', () => new PyTzUtc()),
  repr: () => 'tzutc()',
  equals: (_rt, _self, other) => other instanceof PyTzUtc || isZeroOffset(other),
  hash: () => compoundKey('tzutc'),
  attributes: { ...zoneMethods<PyTzUtc>(), is_ambiguous: method('is_ambiguous(dt)', () => false) },
});

/** dateutil's `tzoffset`. */
export const tzoffsetType: PyType = makeType<PyTzOffset>({
  name: 'tzoffset',
  module: 'dateutil.tz.tz',
  construct: construct(
    'tzoffset(name, offset)',
    (_rt, _cls, [name, offset]) =>
      new PyTzOffset(name === null || name === undefined ? undefined : toText(name), offsetArg(offset)),
  ),
  repr: (rt, self) =>
    `tzoffset(${repr(rt, self.name ?? null)}, ${Math.trunc(self.offsetMicros / 1_000_000)})`,
  equals: (_rt, self, other) =>
    other instanceof PyTzOffset ? self.offsetMicros === other.offsetMicros : undefined,
  hash: (_rt, self) => compoundKey('tzoffset', self.offsetMicros),
  attributes: { ...zoneMethods<PyTzOffset>(), is_ambiguous: method('is_ambiguous(dt)', () => false) },
});

/** dateutil's `tzlocal`. */
export const tzlocalType: PyType = makeType<PyTzLocal>({
  name: 'tzlocal',
  module: 'dateutil.tz.tz',
  construct: construct('tzlocal()', (rt) => localZone(rt)),
  repr: () => 'tzlocal()',
  equals: (_rt, self, other) =>
    other instanceof PyTzLocal
      ? self.standard.offset === other.standard.offset && self.daylight.offset === other.daylight.offset
      : undefined,
  hash: (_rt, self) => compoundKey('tzlocal', self.standard.offset, self.daylight.offset),
  attributes: { ...zoneMethods<PyTzLocal>(), is_ambiguous: ambiguity<PyTzLocal>() },
});

/** dateutil's `tzfile`. */
export const tzfileType: PyType = makeType<PyTzFile>({
  name: 'tzfile',
  module: 'dateutil.tz.tz',
  construct: construct('tzfile(fileobj, filename=None)', (rt, _cls, [path]) => openZone(rt, toText(path))),
  repr: (_rt, self) => `tzfile(${textRepr(self.path)})`,
  equals: (_rt, self, other) => (other instanceof PyTzFile ? self.equals(other) : undefined),
  hash: () => raise('TypeError', "unhashable type: 'tzfile'"),
  attributes: { ...zoneMethods<PyTzFile>(), is_ambiguous: ambiguity<PyTzFile>() },
});

function isZeroOffset(other: PyValue): boolean | undefined {
  return other instanceof PyTzOffset ? other.offsetMicros === 0 : undefined;
}

function openZone(rt: Runtime, path: string): PyTzFile {
  requireFileAccess(rt.host, 'tz.tzfile');
  const file = readZoneFile(join(rt.host.workingFolder, [path]));
  if (file === undefined) return raise('ValueError', `No such file or directory: ${textRepr(path)}`);
  return new PyTzFile(path, file.legacy);
}

/** Seconds as a number, or a timedelta, in microseconds. */
export function offsetArg(value: PyValue | undefined): number {
  if (value instanceof PyTimeDelta) return Number(value.totalMicros());
  const seconds = numberOf(value);
  if (seconds === undefined) return raise('TypeError', 'unsupported type for timedelta seconds component');
  return Number(makeTimeDelta({ seconds }).totalMicros());
}

/** `is_ambiguous(dt)` of the zones that have daylight saving. */
export function ambiguity<T extends PyObject & { isAmbiguous(wall: PyDateTime): boolean }>(): ReturnType<
  typeof method<T>
> {
  return method<T>('is_ambiguous(dt, idx=None)', (_rt, self, [dt]) =>
    dt instanceof PyDateTime
      ? self.isAmbiguous(dt)
      : raise('AttributeError', "object has no attribute 'replace'"),
  );
}

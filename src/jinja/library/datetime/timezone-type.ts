import { construct, constant, method } from '../../objects/attribute.js';
import { compoundKey } from '../../objects/hash-key.js';
import { textRepr } from '../../objects/text-repr.js';
import { toText } from '../../objects/coerce.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyValue } from '../../objects/py-value.js';
import { typeName } from '../../objects/type-name.js';
import { raise } from '../raise.js';
import { PyTimeDelta } from './timedelta.js';
import { PyTimeZone, makeTimeZone } from './timezone.js';
import { zoneMethods } from './zone-methods.js';

/** Python's `datetime.timezone`. */
export const timezoneType: PyType = makeType<PyTimeZone>({
  name: 'timezone',
  module: 'datetime',
  construct: construct('timezone(offset, name=None)', (_rt, _cls, [offset, name]) => newZone(offset, name)),
  repr: (_rt, self) => zoneRepr(self),
  str: (_rt, self) => self.tzName(),
  hash: (_rt, self) => compoundKey('timezone', self.offsetMicros),
  equals: (_rt, self, other) =>
    other instanceof PyTimeZone ? self.offsetMicros === other.offsetMicros : undefined,
  attributes: {
    ...zoneMethods<PyTimeZone>(),
    dst: method('dst(dt)', () => null),
    utc: constant(() => new PyTimeZone(0)),
    min: constant(() => new PyTimeZone(-86_340_000_000)),
    max: constant(() => new PyTimeZone(86_340_000_000)),
  },
});

function newZone(offset: PyValue | undefined, name: PyValue | undefined): PyTimeZone {
  if (!(offset instanceof PyTimeDelta)) {
    return raise('TypeError', `timezone() argument 1 must be datetime.timedelta, not ${typeName(offset)}`);
  }
  return makeTimeZone(offset, name === undefined ? undefined : toText(name, 'timezone() argument 2'));
}

function zoneRepr(zone: PyTimeZone): string {
  if (zone.name === undefined && zone.offsetMicros === 0) return 'datetime.timezone.utc';
  const name = zone.name === undefined ? '' : `, ${textRepr(zone.name)}`;
  return `datetime.timezone(${PyTimeDelta.of(0, 0, zone.offsetMicros).repr()}${name})`;
}

import { construct, method } from '../../objects/attribute.js';
import { textOf, toText } from '../../objects/coerce.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyValue } from '../../objects/py-value.js';
import { textRepr } from '../../objects/text-repr.js';
import { PyDateTime } from '../datetime/datetime.js';
import { zoneMethods } from '../datetime/zone-methods.js';
import { PyRelativeDelta } from '../dateutil/relativedelta.js';
import { raise } from '../raise.js';
import { PyTzRange } from './tz-range.js';
import { parseTzStr } from './tz-str.js';
import { offsetArg } from './tz-types.js';

/** dateutil's `tzrange`. */
export const tzrangeType: PyType = makeType<PyTzRange>({
  name: 'tzrange',
  module: 'dateutil.tz.tz',
  construct: construct(
    'tzrange(stdabbr, stdoffset=None, dstabbr=None, dstoffset=None, start=None, end=None)',
    (_rt, _cls, args) => newRange(args),
  ),
  repr: () => 'tzrange(...)',
  equals: (_rt, self, other) => (other instanceof PyTzRange ? sameRule(self, other) : undefined),
  hash: () => raise('TypeError', "unhashable type: 'tzrange'"),
  attributes: {
    ...zoneMethods<PyTzRange>(),
    is_ambiguous: method('is_ambiguous(dt)', (_rt, self: PyTzRange, [dt]) =>
      dt instanceof PyDateTime
        ? self.isAmbiguous(dt)
        : raise('AttributeError', "object has no attribute 'year'"),
    ),
  },
});

/** dateutil's `tzstr`. */
export const tzstrType: PyType = makeType<PyTzRange>({
  name: 'tzstr',
  module: 'dateutil.tz.tz',
  base: tzrangeType,
  construct: construct('tzstr(s, posix_offset=False)', (_rt, _cls, [text, posix]) =>
    parseTzStr(toText(text), posix === true),
  ),
  repr: (_rt, self) => `tzstr(${textRepr(self.text ?? '')})`,
});

function newRange(args: readonly (PyValue | undefined)[]): PyTzRange {
  const [name, offset, dstName, dstOffset, start, end] = args;
  const seconds = (value: PyValue | undefined): number | undefined =>
    value === undefined || value === null ? undefined : offsetArg(value) / 1_000_000;
  const standardOffset = seconds(offset) ?? 0;
  const daylightName = textOf(dstName);
  const hasDaylight = daylightName !== undefined;
  return new PyTzRange({
    standardName: textOf(name),
    standardOffset,
    daylightName,
    daylightOffset:
      seconds(dstOffset) ?? (hasDaylight && seconds(offset) !== undefined ? standardOffset + 3600 : 0),
    start: deltaArg(start) ?? (hasDaylight ? defaultRule().start : undefined),
    end: deltaArg(end) ?? (hasDaylight ? defaultRule().end : undefined),
  });
}

function defaultRule(): PyTzRange['rule'] {
  return parseTzStr('EST5EDT', false).rule;
}

function deltaArg(value: PyValue | undefined): PyRelativeDelta | undefined {
  if (value === undefined || value === null || value === false) return undefined;
  return value instanceof PyRelativeDelta
    ? value
    : raise('TypeError', 'start and end must be relativedelta objects');
}

function sameRule(a: PyTzRange, b: PyTzRange): boolean {
  return JSON.stringify(a.rule) === JSON.stringify(b.rule);
}

import { type Bound } from '../../objects/signature.js';
import { construct, method } from '../../objects/attribute.js';
import { isCallable } from '../../objects/call.js';
import { textOf } from '../../objects/coerce.js';
import { nativeFunction } from '../../objects/native-function.js';
import { PyBytes } from '../../objects/py-bytes.js';
import { PyDict } from '../../objects/py-dict.js';
import { type PyModule, makeModule } from '../../objects/py-module.js';
import { PyTuple } from '../../objects/py-tuple.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyObject, PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { truth } from '../../objects/truth.js';
import { typeName } from '../../objects/type-name.js';
import { PyDateTime } from '../datetime/datetime.js';
import { localTimeOf } from '../datetime/instant-local.js';
import { isTzInfo } from '../datetime/tzinfo.js';
import { localZone } from '../local-zone.js';
import { raise } from '../raise.js';
import { PyTzOffset } from '../tz/tz-fixed.js';
import { parseTzStr } from '../tz/tz-str.js';
import { localClock } from '../world.js';
import { isoParserType, isoTextArg } from './iso-parser-type.js';
import { isoParse } from './iso-parser.js';
import { type ZoneAnswer, parseDateTime } from './parser.js';

const OPTIONS =
  'default=None, ignoretz=False, tzinfos=None, dayfirst=None, yearfirst=None, fuzzy=False, fuzzy_with_tokens=False';

/** `dateutil.parser`. */
export function makeParserModule(): PyModule {
  return makeModule('dateutil.parser', {
    parse: nativeFunction(`parse(timestr, parserinfo=None, *, ${OPTIONS})`, (rt, [text, , ...options]) =>
      parse(rt, text, options),
    ),
    isoparse: nativeFunction('isoparse(dt_str)', (_rt, [text]) => isoParse(isoTextArg(text), undefined)),
    isoparser: isoParserType,
    parser: parserType,
  });
}

/** An object with the default settings, as `dateutil.parser.parser()` makes it. */
class PyParser implements PyObject {
  get type(): PyType {
    return parserType;
  }
}

const parserType: PyType = makeType<PyParser>({
  name: 'parser',
  module: 'dateutil.parser._parser',
  construct: construct('parser(info=None)', () => new PyParser()),
  attributes: {
    parse: method(`parse(timestr, ${OPTIONS})`, (rt, _self: PyParser, [text, ...options]) =>
      parse(rt, text, options),
    ),
  },
});

function parse(rt: Runtime, value: PyValue | undefined, options: Bound): PyValue {
  const [given, ignoreZone, zones, dayFirst, yearFirst, fuzzy, withTokens] = options;
  const isTrue = (option: PyValue | undefined): boolean => option !== undefined && truth(rt, option);
  const local = localZone(rt);
  const now = localTimeOf(rt.host.nowMicros(), localClock(rt));
  const text = timeText(value);
  // Every character goes through several tests, and may be a token of its own.
  rt.step(8 * text.length);
  rt.reserve(2 * text.length);
  const [time, skipped] = parseDateTime(text, {
    default: defaultArg(given) ?? now.replace({ hour: 0, minute: 0, second: 0, microsecond: 0 }),
    ignoreZone: isTrue(ignoreZone),
    dayFirst: isTrue(dayFirst),
    yearFirst: isTrue(yearFirst),
    fuzzy: isTrue(fuzzy) || isTrue(withTokens),
    thisYear: now.year,
    lookUpZone: (name, offset) => zoneAnswer(rt, zones ?? null, name, offset),
    local,
    localNames: [local.standard.abbreviation, local.daylight.abbreviation],
  });
  return isTrue(withTokens) ? new PyTuple([time, new PyTuple(skipped)]) : time;
}

function timeText(value: PyValue | undefined): string {
  if (value instanceof PyBytes) return Buffer.from(value.data).toString('utf8');
  return (
    textOf(value) ?? raise('TypeError', `Parser must be a string or character stream, not ${typeName(value)}`)
  );
}

function defaultArg(value: PyValue | undefined): PyDateTime | undefined {
  if (value === undefined || value === null) return undefined;
  return value instanceof PyDateTime ? value : raise('TypeError', 'default must be a datetime');
}

/** What a `tzinfos` function or dict says of a zone. */
function zoneAnswer(
  rt: Runtime,
  zones: PyValue,
  name: string | undefined,
  offset: number | undefined,
): ZoneAnswer | undefined {
  if (isCallable(zones)) return { zone: toZone(rt.call(zones, [name ?? null, offset ?? null]), name) };
  if (!(zones instanceof PyDict) || zones.size === 0) return undefined;
  const found = zones.get(rt, name ?? null);
  return found === undefined ? undefined : { zone: toZone(found, name) };
}

function toZone(value: PyValue, name: string | undefined): ZoneAnswer['zone'] {
  if (value === null) return undefined;
  if (isTzInfo(value)) return value;
  if (typeof value === 'string') return parseTzStr(value, false);
  if (typeof value === 'number') return new PyTzOffset(name, value * 1_000_000);
  return raise('TypeError', 'Offset must be tzinfo subclass, tz string, or int offset.');
}

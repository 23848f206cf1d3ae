import { construct, method } from '../../objects/attribute.js';
import { textOf } from '../../objects/coerce.js';
import { PyBytes } from '../../objects/py-bytes.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import type { PyObject, PyValue } from '../../objects/py-value.js';
import { typeName } from '../../objects/type-name.js';
import { raise } from '../raise.js';
import { isoParse, isoParseDate, isoParseTime, parseIsoZone } from './iso-parser.js';

/** dateutil's `isoparser`: an ISO reader with one separator. */
class PyIsoParser implements PyObject {
  readonly separator: string | undefined;

  constructor(separator: string | undefined) {
    this.separator = separator;
  }

  get type(): PyType {
    return isoParserType;
  }
}

/** The type of ISO readers. */
export const isoParserType: PyType = makeType<PyIsoParser>({
  name: 'isoparser',
  module: 'dateutil.parser.isoparser',
  construct: construct(
    'isoparser(sep=None)',
    (_rt, _cls, [separator]) => new PyIsoParser(separatorArg(separator)),
  ),
  attributes: {
    isoparse: method('isoparse(dt_str)', (_rt, self: PyIsoParser, [text]) =>
      isoParse(isoTextArg(text), self.separator),
    ),
    parse_isodate: method('parse_isodate(datestr)', (_rt, _self: PyIsoParser, [text]) =>
      isoParseDate(isoTextArg(text)),
    ),
    parse_isotime: method('parse_isotime(timestr)', (_rt, _self: PyIsoParser, [text]) =>
      isoParseTime(isoTextArg(text)),
    ),
    parse_tzstr: method('parse_tzstr(tzstr, zero_as_utc=True)', (_rt, _self: PyIsoParser, [text, zero]) =>
      parseIsoZone(isoTextArg(text), zero !== false),
    ),
  },
});

/** An ISO text: str or ASCII bytes. */
export function isoTextArg(value: PyValue | undefined): string {
  if (value instanceof PyBytes) return Buffer.from(value.data).toString('latin1');
  return textOf(value) ?? raise('TypeError', `object of type '${typeName(value)}' has no len()`);
}

function separatorArg(value: PyValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = textOf(value);
  if (text !== undefined && /^[\0-/:-\x7f]$/.test(text)) return text;
  return raise('ValueError', 'Separator must be a single, non-numeric ASCII character');
}

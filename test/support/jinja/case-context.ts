import { parseJson } from '../../../src/jinja/data/parse-json.js';
import { makeUtils } from '../../../src/jinja/library/utils.js';
import { PyDateTime } from '../../../src/jinja/library/datetime/datetime.js';
import { PyTimeZone } from '../../../src/jinja/library/datetime/timezone.js';
import type { PyTzInfo } from '../../../src/jinja/library/datetime/tzinfo.js';
import { localZone } from '../../../src/jinja/library/local-zone.js';
import { PyTzOffset, PyTzUtc } from '../../../src/jinja/library/tz/tz-fixed.js';
import { PyBytes } from '../../../src/jinja/objects/py-bytes.js';
import { PyDict } from '../../../src/jinja/objects/py-dict.js';
import { PyList } from '../../../src/jinja/objects/py-list.js';
import { PySet } from '../../../src/jinja/objects/py-set.js';
import type { PyValue } from '../../../src/jinja/objects/py-value.js';
import type { Runtime } from '../../../src/jinja/objects/runtime.js';
import { str } from '../../../src/jinja/objects/print.js';

/** The variables of a file of cases, from the JSON text of its context; `$dt`, `$set`, `$bytes` and `$ref` are markers. */
export function caseVariables(
  rt: Runtime,
  contextJson: string,
  withUtils: boolean,
): ReadonlyMap<string, PyValue> {
  const variables = new Map<string, PyValue>();
  const resolve = (value: PyValue): PyValue =>
    resolveMarkers(rt, value, (name) => variables.get(name) ?? null);
  const context = parseJson(contextJson);
  if (!(context instanceof PyDict)) throw new TypeError('the context must be an object');
  for (const { key, value } of context.entries.values()) variables.set(str(rt, key), resolve(value));
  variables.delete('timezone');
  if (withUtils) variables.set('utils', makeUtils());
  return variables;
}

function resolveMarkers(rt: Runtime, value: PyValue, ref: (name: string) => PyValue): PyValue {
  if (value instanceof PyList) return new PyList(value.items.map((item) => resolveMarkers(rt, item, ref)));
  if (!(value instanceof PyDict)) return value;
  const text = (name: string): string => str(rt, value.getText(name) ?? null);
  if (value.getText('$dt') !== undefined) return readTime(rt, text('$dt'), text('tz'));
  if (value.getText('$ref') !== undefined) return ref(text('$ref'));
  if (value.getText('$bytes') !== undefined)
    return new PyBytes(Uint8Array.from(Buffer.from(text('$bytes'), 'base64')));
  const items = value.getText('$set');
  if (items instanceof PyList) return makeSet(rt, items.items);
  const dict = new PyDict();
  for (const entry of value.entries.values()) dict.set(rt, entry.key, resolveMarkers(rt, entry.value, ref));
  return dict;
}

function makeSet(rt: Runtime, items: readonly PyValue[]): PySet {
  const set = new PySet();
  for (const item of items) set.add(rt, item);
  return set;
}

const timestamp = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)(?:\.(\d+))?([+-])(\d+):(\d+)$/;

function readTime(rt: Runtime, text: string, zoneName: string): PyDateTime {
  const [, year, month, day, hour, minute, second, fraction = '0', sign, hours, minutes] =
    timestamp.exec(text) ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000_000;
  return new PyDateTime({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, '0')),
    tzinfo: zoneOf(rt, zoneName, offset),
    fold: 0,
  });
}

function zoneOf(rt: Runtime, name: string, offsetMicros: number): PyTzInfo {
  switch (name) {
    case 'local':
      return localZone(rt);
    case 'timezone':
      return new PyTimeZone(0);
    case 'tzutc':
      return new PyTzUtc();
    default:
      return new PyTzOffset(undefined, offsetMicros);
  }
}

import { describe, expect, test } from 'vitest';
import { repr, str } from '../../../src/jinja/objects/print.js';
import type { PyValue } from '../../../src/jinja/objects/py-value.js';
import { PyDate } from '../../../src/jinja/library/datetime/date.js';
import { PyDateTime } from '../../../src/jinja/library/datetime/datetime.js';
import { parseIsoDate } from '../../../src/jinja/library/datetime/iso-date.js';
import { parseIsoDateTime } from '../../../src/jinja/library/datetime/iso-datetime.js';
import { parseIsoTime } from '../../../src/jinja/library/datetime/iso-time.js';
import { PyTzFile } from '../../../src/jinja/library/tz/tz-file.js';
import { loadZone } from '../../../src/jinja/library/tz/zone-files.js';
import { localZone } from '../../../src/jinja/library/local-zone.js';
import { attempt, evaluate, literal, seededRandom } from './python.js';
import { testRuntime } from './runtime.js';
import { callValue } from '../../../src/jinja/objects/call.js';

const zones = [
  'Australia/Sydney',
  'Europe/Paris',
  'America/New_York',
  'Pacific/Chatham',
  'Europe/Dublin',
  'Africa/Casablanca',
  'Asia/Tokyo',
  'America/Sao_Paulo',
  'Pacific/Apia',
];
const rt = testRuntime();

function callMethod(value: PyValue, name: string, ...args: PyValue[]): PyValue {
  const attribute = rt.getAttribute(value, name);
  if (attribute === undefined) throw new Error(`no attribute ${name}`);
  return callValue(rt, attribute, args, undefined);
}

function compare(cases: readonly (readonly [string, () => string])[], timeZone?: string): void {
  const theirs = evaluate(
    cases.map(([expression]) => expression),
    timeZone,
  );
  const differ = cases.flatMap(([expression, ours], at) => {
    const text = attempt(ours);
    return text === theirs[at] ? [] : [{ expression, ours: text, theirs: theirs[at] }];
  });
  expect(differ.slice(0, 3), `${differ.length} differ`).toEqual([]);
}

describe('strftime', () => {
  test('prints thousands of random formats as Python does', () => {
    const random = seededRandom(1);
    const pick = (text: string): string =>
      Array.from(text)[Math.floor(random() * Array.from(text).length)] ?? '';
    const cases = Array.from({ length: 4000 }, () => {
      const directive = (): string =>
        `%${random() < 0.3 ? pick('-_0^#') : ''}${random() < 0.1 ? pick('-_0^#') : ''}${random() < 0.15 ? String(Math.floor(random() * 15)) : ''}${random() < 0.1 ? pick('EO') : ''}${pick('aAbBcCdDeFgGhHIjklmMnpPrRstSTuUVwWxXyYzZ%fQ+-é ')}`;
      const format = directive() + (random() < 0.5 ? pick(' x%') + directive() : '');
      const fields = [
        1 + Math.floor(random() * 9999),
        1 + Math.floor(random() * 12),
        1 + Math.floor(random() * 28),
        Math.floor(random() * 24),
        Math.floor(random() * 60),
        Math.floor(random() * 60),
        Math.floor(random() * 1e6),
      ] as const;
      const [year, month, day, hour, minute, second, microsecond] = fields;
      const time = new PyDateTime({
        year,
        month,
        day,
        hour,
        minute,
        second,
        microsecond,
        tzinfo: undefined,
        fold: 0,
      });
      return [
        `datetime(${fields.join(', ')}).strftime(${literal(format)})`,
        () => str(rt, callMethod(time, 'strftime', format)),
      ] as const;
    });
    compare(cases, 'Australia/Sydney');
  });
});

describe('fromisoformat', () => {
  test('reads and refuses what Python reads and refuses', () => {
    const random = seededRandom(2);
    const samples = [
      '2024-02-29T10:11:12',
      '20240229T101112',
      '2024-W09-4T10',
      '2024W094',
      '2024-02-29 10:11:12.123456+11:00',
      '10:11:12,5',
      'T101112.1234567Z',
      '2024-02-29T10:11:12-03:30:15.5',
      '2024-W09',
      '2024W09T0102',
      '0001-01-01',
      '2024-02-30',
      '2024-W54-1',
      '10',
      '10:1',
      '24:00',
    ];
    const cases = Array.from({ length: 3000 }, () => {
      let text = samples[Math.floor(random() * samples.length)] ?? '';
      for (let edits = Math.floor(random() * 3); edits > 0; edits -= 1) {
        const at = Math.floor(random() * (text.length + 1));
        const add = '0123456789-:TWZ+. ,é'[Math.floor(random() * 20)] ?? '';
        text = text.slice(0, at) + (random() < 0.6 ? add : '') + text.slice(at + (random() < 0.5 ? 1 : 0));
      }
      const kind = Math.floor(random() * 3);
      const reader = [parseIsoDate, parseIsoTime, parseIsoDateTime][kind] ?? parseIsoDate;
      const name = ['date', 'time', 'datetime'][kind] ?? '';
      return [`repr(${name}.fromisoformat(${literal(text)}))`, () => repr(rt, reader(text))] as const;
    });
    compare(cases);
  });
});

describe('time zones', () => {
  test('give the offsets, names and folds of dateutil around every kind of change', () => {
    const random = seededRandom(3);
    const cases = Array.from({ length: 3000 }, () => {
      const name = zones[Math.floor(random() * zones.length)] ?? '';
      const zone = loadZone('/usr/share/zoneinfo', name);
      if (zone === undefined) throw new Error(name);
      const tz = new PyTzFile(zone.path, zone.file.legacy);
      // Two thirds of the times lie within a day of a change.
      const change =
        zone.file.legacy.transitions[Math.floor(random() * zone.file.legacy.transitions.length)] ?? 0;
      const seconds =
        random() < 0.7 ? change + Math.floor((random() - 0.3) * 90_000) : Math.floor(random() * 4e9 - 1e9);
      const fold = random() < 0.5 ? 0 : 1;
      const utc = PyDateTime.fromEpochMicros(seconds * 1e6);
      const wall = utc.replace({ tzinfo: tz, fold });
      const call = `datetime.fromisoformat('${utc.isoFormat()}').replace(tzinfo=tz.gettz('${name}'), fold=${fold})`;
      return [
        `(lambda t: (str(t), t.tzname(), t.dst(), t.utcoffset(), repr(t.astimezone(tz.UTC)), tz.gettz('${name}').fromutc(t.replace(fold=0)).fold, str(tz.gettz('${name}').fromutc(t))))(${call})`,
        () => {
          const back = tz.fromUtc(wall.replace({ fold: 0 }));
          const utcText = repr(rt, callMethod(wall, 'astimezone', callMethod2('tzutc')));
          const delta = (micros: number | undefined): string =>
            micros === undefined
              ? 'None'
              : repr(rt, callMethod(wall, micros === wall.dstMicros() ? 'dst' : 'utcoffset'));
          return `('${wall.isoFormat(' ')}', '${wall.tzName() ?? ''}', ${delta(wall.dstMicros())}, ${repr(rt, callMethod(wall, 'utcoffset'))}, ${repr(rt, utcText)}, ${back.fold}, '${back.isoFormat(' ')}')`;
        },
      ] as const;
    });
    compare(cases);
  });

  test.each(zones)('tzlocal, timestamp and fromtimestamp in %s follow Python', (name) => {
    const local = testRuntime({ timeZone: name, nowMicros: () => Date.now() * 1000 });
    const tz = localZone(local);
    const random = seededRandom(4);
    const zone = loadZone('/usr/share/zoneinfo', name);
    const transitions = zone?.file.legacy.transitions ?? [];
    const cases = Array.from({ length: 400 }, () => {
      const change = transitions[Math.floor(random() * transitions.length)] ?? 0;
      const seconds =
        random() < 0.7 ? change + Math.floor((random() - 0.3) * 90_000) : Math.floor(random() * 6e9 - 1e9);
      const fold = random() < 0.5 ? 0 : 1;
      const utc = PyDateTime.fromEpochMicros(seconds * 1e6);
      const wall = utc.replace({ tzinfo: tz, fold });
      const naive = utc.replace({ fold });
      const make = `datetime.fromisoformat('${utc.isoFormat()}').replace(fold=${fold})`;
      return [
        `(lambda t, n: ' '.join(map(str, (t, t.tzname(), t.dst(), n.timestamp(), repr(datetime.fromtimestamp(${seconds})), repr(datetime.fromtimestamp(${seconds}, tz.tzlocal())), repr(n.astimezone()), n.astimezone().tzname()))))(${make}.replace(tzinfo=tz.tzlocal()), ${make})`,
        () => {
          const on = (value: PyValue, method: string, ...args: PyValue[]): PyValue => {
            const bound = local.getAttribute(value, method);
            return callValue(local, bound ?? null, args, undefined);
          };
          const parts: PyValue[] = [
            wall,
            on(wall, 'tzname'),
            on(wall, 'dst'),
            on(naive, 'timestamp'),
            repr(local, on(naive, 'fromtimestamp', seconds)),
            repr(local, on(naive, 'fromtimestamp', seconds, tz)),
            repr(local, on(naive, 'astimezone')),
            on(on(naive, 'astimezone'), 'tzname'),
          ];
          return parts.map((part) => str(local, part)).join(' ');
        },
      ] as const;
    });
    compare(cases, name);
  });
});

function callMethod2(name: 'tzutc'): PyValue {
  return callValue(rt, tzTypes[name], [], undefined);
}

import { tzutcType } from '../../../src/jinja/library/tz/tz-types.js';
const tzTypes = { tzutc: tzutcType };

test('civil days round-trip over the whole calendar', () => {
  for (let ordinal = 1; ordinal <= 3_652_059; ordinal += 97)
    expect(PyDate.fromOrdinal(ordinal).toOrdinal()).toBe(ordinal);
});

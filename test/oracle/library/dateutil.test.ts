import { expect, test } from 'vitest';
import { callValue } from '../../../src/jinja/objects/call.js';
import { PyDict } from '../../../src/jinja/objects/py-dict.js';
import type { PyModule } from '../../../src/jinja/objects/py-module.js';
import { repr, str } from '../../../src/jinja/objects/print.js';
import type { PyValue } from '../../../src/jinja/objects/py-value.js';
import { makeDateutilModule } from '../../../src/jinja/library/dateutil/module.js';
import { PyDateTime } from '../../../src/jinja/library/datetime/datetime.js';
import { datetimeType } from '../../../src/jinja/library/datetime/datetime-type.js';
import { makePathModule } from '../../../src/jinja/library/os-path-module.js';
import { addRelative } from '../../../src/jinja/library/dateutil/relativedelta-add.js';
import { PyRelativeDelta } from '../../../src/jinja/library/dateutil/relativedelta.js';
import { PyTuple } from '../../../src/jinja/objects/py-tuple.js';
import { attempt, evaluate, literal, seededRandom } from './python.js';
import { testRuntime } from './runtime.js';

const rt = testRuntime();
const dateutil = makeDateutilModule();
const path = makePathModule();

function member(module: PyModule, ...names: string[]): PyValue {
  let value: PyValue = module;
  for (const name of names) value = rt.getAttribute(value, name) ?? null;
  return value;
}

function call(callee: PyValue, args: readonly PyValue[], kwargs?: Record<string, PyValue>): PyValue {
  return callValue(rt, callee, args, kwargs === undefined ? undefined : new Map(Object.entries(kwargs)));
}

function compare(cases: readonly (readonly [string, () => string])[], timeZone = 'Australia/Sydney'): void {
  const theirs = evaluate(
    cases.map(([expression]) => expression),
    timeZone,
  );
  const differ = cases.flatMap(([expression, ours], at) => {
    const text = attempt(ours);
    return sameOutcome(text, theirs[at] ?? '') ? [] : [{ expression, ours: text, theirs: theirs[at] }];
  });
  expect(differ.slice(0, 6), `${differ.length} differ`).toEqual([]);
}

/** Python has several wordings for numbers that are too big. */
function sameOutcome(ours: string, theirs: string): boolean {
  return ours === theirs || (ours.startsWith('!OverflowError') && theirs.startsWith('!OverflowError'));
}

const words = [
  '2024',
  '24',
  '02',
  '29',
  '5',
  '31',
  '13',
  '99',
  '2024-02-29',
  '10:11',
  '10:11:12',
  '10:11:12.5',
  '20240229',
  '101112',
  '202402291011',
  'Feb',
  'February',
  'Sept',
  'Thu',
  'thursday',
  'am',
  'PM',
  'p',
  'UTC',
  'GMT',
  'Z',
  'AEDT',
  'AEST',
  'XYZ',
  '+3',
  '+0300',
  '-03:30',
  '(BRST)',
  'of',
  'at',
  'T',
  '12h',
  '30m',
  '15s',
  '1.5h',
  '29th',
  '1st',
  '/',
  '-',
  '.',
  ',',
  ':',
  '02/03/04',
  '29.02.2024',
  'Feb-29',
  '2024/02',
  'foo',
  '10.5',
  '0',
  '000',
  '12:',
  "'",
  ';',
  'a.m.',
  '2,5',
  'h',
  'inf',
  '60',
  '１２',
];

test('dates in prose are read and refused as dateutil does', () => {
  const random = seededRandom(11);
  const base = new PyDateTime({
    year: 2023,
    month: 1,
    day: 31,
    hour: 4,
    minute: 5,
    second: 6,
    microsecond: 7,
    tzinfo: undefined,
    fold: 0,
  });
  const parse = member(dateutil, 'parser', 'parse');
  const cases = Array.from({ length: 6000 }, () => {
    const parts = Array.from(
      { length: 1 + Math.floor(random() * 5) },
      () => words[Math.floor(random() * words.length)] ?? '',
    );
    const text = parts.join([' ', ' ', '', 'T', '-'][Math.floor(random() * 5)] ?? ' ');
    const options: Record<string, PyValue> = { default: base };
    let given = 'default=datetime(2023, 1, 31, 4, 5, 6, 7)';
    for (const name of ['dayfirst', 'yearfirst', 'fuzzy', 'fuzzy_with_tokens', 'ignoretz']) {
      if (random() > 0.12) continue;
      options[name] = true;
      given += `, ${name}=True`;
    }
    if (random() < 0.2) {
      const zones = new PyDict();
      zones.setText('XYZ', 3600);
      options['tzinfos'] = zones;
      given += ", tzinfos={'XYZ': 3600}";
    }
    return [
      `repr(parser.parse(${literal(text)}, ${given}))`,
      () => repr(rt, call(parse, [text], options)),
    ] as const;
  });
  compare(cases);
});

test('ISO dates are read and refused as dateutil does', () => {
  const random = seededRandom(12);
  const samples = [
    '2024-02-29T10:11:12.5+11:00',
    '20240229T101112Z',
    '2024-W09-4',
    '2024W094T10',
    '2024-060',
    '2024060',
    '2024',
    '2024-02',
    '2024-02-29T24:00',
    '2024-02-29 10:11:12,123456789-0330',
    '2024-02-29T10',
  ];
  const parse = member(dateutil, 'parser', 'isoparse');
  const cases = Array.from({ length: 4000 }, () => {
    let text = samples[Math.floor(random() * samples.length)] ?? '';
    for (let edits = Math.floor(random() * 3); edits > 0; edits -= 1) {
      const at = Math.floor(random() * (text.length + 1));
      text =
        text.slice(0, at) +
        (random() < 0.6 ? ('0123456789-:TWZ+. ,'[Math.floor(random() * 19)] ?? '') : '') +
        text.slice(at + (random() < 0.5 ? 1 : 0));
    }
    return [`repr(parser.isoparse(${literal(text)}))`, () => repr(rt, call(parse, [text]))] as const;
  });
  compare(cases);
});

test('relativedelta adds, prints and measures as dateutil does', () => {
  const random = seededRandom(13);
  const make = member(dateutil, 'relativedelta', 'relativedelta');
  const names = [
    'years',
    'months',
    'days',
    'leapdays',
    'weeks',
    'hours',
    'minutes',
    'seconds',
    'microseconds',
    'year',
    'month',
    'day',
    'hour',
    'minute',
    'yearday',
    'nlyearday',
    'weekday',
  ];
  const limits: Record<string, number> = {
    year: 2030,
    month: 12,
    day: 31,
    hour: 23,
    minute: 59,
    yearday: 366,
    nlyearday: 365,
    weekday: 6,
    years: 30,
    microseconds: 9_000_000,
  };
  const integer = (limit: number): number => Math.floor(random() * (limit + 1));
  const cases = Array.from({ length: 3000 }, () => {
    const kwargs: Record<string, PyValue> = {};
    for (let count = integer(4); count > 0; count -= 1) {
      const name = names[integer(names.length - 1)] ?? 'days';
      const limit = limits[name] ?? 100;
      kwargs[name] =
        name === 'year'
          ? 1990 + integer(40)
          : ['month', 'day', 'yearday', 'nlyearday'].includes(name)
            ? 1 + integer(limit - 1)
            : name.endsWith('s')
              ? integer(limit * 2) - limit
              : integer(limit);
    }
    const [year, month, day, hour] = [1950 + integer(100), 1 + integer(11), 1 + integer(27), integer(23)];
    const given = Object.entries(kwargs)
      .map(([name, value]) => `${name}=${repr(rt, value)}`)
      .join(', ');
    const start = new PyDateTime({
      year,
      month,
      day,
      hour,
      minute: 1,
      second: 2,
      microsecond: 3,
      tzinfo: undefined,
      fold: 0,
    });
    const [year2, month2, day2] = [1950 + integer(100), 1 + integer(11), 1 + integer(27)];
    const other = new PyDateTime({
      year: year2,
      month: month2,
      day: day2,
      hour: 12,
      minute: 0,
      second: 0,
      microsecond: 0,
      tzinfo: undefined,
      fold: 0,
    });
    return [
      `(lambda r, t, u: (r, r.normalized(), t + r, r * 1.5, -r, relativedelta.relativedelta(t, u), bool(r)))(relativedelta.relativedelta(${given}), datetime(${year}, ${month}, ${day}, ${hour}, 1, 2, 3), datetime(${year2}, ${month2}, ${day2}, 12))`,
      () => {
        const delta = call(make, [], kwargs);
        if (!(delta instanceof PyRelativeDelta)) throw new Error('not a relativedelta');
        const { binary, unary, truth } = delta.type.hooks;
        const items = [
          delta,
          call(member2(delta, 'normalized'), []),
          addRelative(start, delta),
          times(binary, delta),
          unary?.(rt, '-', delta) ?? null,
          call(make, [start, other]),
          truth?.(rt, delta) ?? null,
        ];
        return repr(rt, new PyTuple(items));
      },
    ] as const;
  });
  compare(cases);
});

function member2(value: PyValue, name: string): PyValue {
  return rt.getAttribute(value, name) ?? null;
}

function times(binary: PyRelativeDelta['type']['hooks']['binary'], delta: PyRelativeDelta): PyValue {
  return binary?.(rt, '*', delta, new PyFloat(1.5), false) ?? null;
}

import { PyFloat } from '../../../src/jinja/objects/py-float.js';

test('TZ rules, easter and names of zones are those of dateutil', () => {
  const random = seededRandom(14);
  const rules = [
    'EST5EDT',
    'UTC+3',
    'GMT-3',
    'AEST-10AEDT,M10.1.0,M4.1.0/3',
    'CET-1CEST,M3.5.0,M10.5.0/3',
    'X3',
    'UTC',
    'EST5EDT,J60,J300',
    'EST5EDT4,60/3,300/0230',
    'NZST-12NZDT',
    'Foo',
    '5',
    'EST5EDT,M4.1.0',
    'AEST',
    'Asia/Tokyo',
    'EST+5:30EDT',
  ];
  const zone = member(dateutil, 'tz', 'gettz');
  const cases = Array.from({ length: 1500 }, () => {
    const name = rules[Math.floor(random() * rules.length)] ?? '';
    const time = PyDateTime.fromEpochMicros(Math.floor(random() * 3e9) * 1e6).replace({
      fold: random() < 0.5 ? 0 : 1,
    });
    return [
      `(lambda z: (z, str((lambda t: (t.isoformat(), t.tzname()))(datetime.fromisoformat('${time.isoFormat()}').replace(fold=${time.fold}, tzinfo=z))), str(z and z.fromutc(datetime.fromisoformat('${time.isoFormat()}').replace(tzinfo=z)))))(tz.gettz(${literal(name)}))`,
      () => {
        const found = call(zone, [name]);
        const wall = call(member2(time, 'replace'), [], { tzinfo: found });
        if (!(wall instanceof PyDateTime)) throw new Error('no datetime');
        const fromUtc =
          wall.tzinfo === undefined ? 'None' : wall.tzinfo.fromUtc(wall.replace({ fold: 0 })).isoFormat(' ');
        const pair = new PyTuple([wall.isoFormat(), wall.tzName() ?? null]);
        return repr(rt, new PyTuple([found, repr(rt, pair), fromUtc]));
      },
    ] as const;
  });
  compare(cases);
  const easter = member(dateutil, 'easter', 'easter');
  compare(
    Array.from({ length: 600 }, () => {
      const year = 326 + Math.floor(random() * 3700);
      const method = 1 + Math.floor(random() * 3);
      return [
        `repr(easter.easter(${year}, ${method}))`,
        () => repr(rt, call(easter, [year, method])),
      ] as const;
    }),
  );
});

test('paths are taken apart and put together as posixpath does', () => {
  const random = seededRandom(15);
  const pieces = ['a', 'b.c', '.', '..', '/', '//', '.x', 'a.b.', '', 's3://', '~', 'é', '...', 'x/y'];
  const text = (): string =>
    Array.from(
      { length: 1 + Math.floor(random() * 5) },
      () => pieces[Math.floor(random() * pieces.length)] ?? '',
    ).join(random() < 0.5 ? '/' : '');
  const functions = [
    'basename',
    'dirname',
    'split',
    'splitext',
    'normpath',
    'isabs',
    'splitdrive',
    'join',
    'commonprefix',
    'commonpath',
    'relpath',
  ];
  const cases = Array.from({ length: 4000 }, () => {
    const name = functions[Math.floor(random() * functions.length)] ?? 'join';
    const callee = path.members.get(name) ?? null;
    const [a, b, c] = [text(), text(), text()];
    if (name === 'join')
      return [
        `repr(path.join(${literal(a)}, ${literal(b)}, ${literal(c)}))`,
        () => repr(rt, call(callee, [a, b, c])),
      ] as const;
    if (name.startsWith('common'))
      return [
        `repr(path.${name}((${literal(a)}, ${literal(b)})))`,
        () => repr(rt, call(callee, [new PyTuple([a, b])])),
      ] as const;
    if (name === 'relpath')
      return [
        `repr(path.relpath(${literal(a)}, ${literal(b)}))`,
        () => repr(rt, call(callee, [a, b])),
      ] as const;
    return [`repr(path.${name}(${literal(a)}))`, () => repr(rt, call(callee, [a]))] as const;
  });
  compare(cases);
});

test('strptime reads and refuses what Python does', () => {
  const random = seededRandom(16);
  const strptime = rt.getAttribute(datetimeType, 'strptime') ?? null;
  const formats = [
    '%Y-%m-%d',
    '%d/%m/%y %H:%M',
    '%a %b %d %Y',
    '%A, %d %B %Y',
    '%Y%m%dT%H%M%S',
    '%I:%M %p',
    '%H:%M:%S.%f %z',
    '%j %Y',
    '%U %w %Y',
    '%W %u %Y',
    '%G-W%V-%u',
    '%c',
    '%x %X',
    '%Y-%m-%d %Z',
    '%d%%',
    '%y%m%d',
    '%m %Y',
    '%H',
    '%Q',
    '%Y %',
    '%b %Y',
    '%G %V',
    '%Y  x',
  ];
  const cases = Array.from({ length: 3000 }, () => {
    const format = formats[Math.floor(random() * formats.length)] ?? '';
    const printed = random() < 0.8 ? format : (formats[Math.floor(random() * formats.length)] ?? '');
    const time = PyDateTime.fromEpochMicros(Math.floor(random() * 3e9) * 1e6);
    let text = repr(rt, call(rt.getAttribute(time, 'strftime') ?? null, [printed]))
      .slice(1, -1)
      .replace('%z', '');
    if (printed.includes('%z'))
      text += ['+1030', '-03:30', 'Z', '+10:30:15', '+1'][Math.floor(random() * 5)] ?? '';
    if (printed.includes('%Z')) text += ['UTC', 'gmt', 'AEDT', 'XYZ'][Math.floor(random() * 4)] ?? '';
    if (random() < 0.3) {
      const at = Math.floor(random() * (text.length + 1));
      text =
        text.slice(0, at) +
        (random() < 0.5 ? ('0129 x:'[Math.floor(random() * 7)] ?? '') : '') +
        text.slice(at + 1);
    }
    return [
      `repr(datetime.strptime(${literal(text)}, ${literal(format)}))`,
      () => repr(rt, call(strptime, [text, format])),
    ] as const;
  });
  compare(cases);
});

test('recurrence rules give the times of dateutil', () => {
  const random = seededRandom(17);
  const integer = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const pick = (list: readonly string[]): string => list[integer(0, list.length - 1)] ?? '';
  const rrulestr = member(dateutil, 'rrule', 'rrulestr');
  const parts: readonly (() => string)[] = [
    () => `INTERVAL=${integer(1, 4)}`,
    () => `BYMONTH=${integer(1, 12)},${integer(1, 12)}`,
    () => `BYMONTHDAY=${integer(1, 31)},-${integer(1, 31)}`,
    () => `BYYEARDAY=${integer(1, 366)},-${integer(1, 366)}`,
    () => `BYWEEKNO=${integer(1, 53)}`,
    () => `BYDAY=${pick(['MO', 'TU', 'FR', 'MO,FR', '2TU', '-1FR', '1SU,-1SA'])}`,
    () => `BYHOUR=${integer(0, 23)},${integer(0, 23)}`,
    () => `BYMINUTE=${integer(0, 59)}`,
    () => `BYSETPOS=${pick(['1', '-1', '2', '1,-1'])}`,
    () => `WKST=${pick(['MO', 'SU', 'WE'])}`,
    () => `BYEASTER=${integer(-50, 50)}`,
  ];
  const cases = Array.from({ length: 140 }, () => {
    const chosen = new Set(Array.from({ length: integer(0, 2) }, () => integer(0, parts.length - 1)));
    // Rules of hours and less are left without parts that may leave them empty for centuries.
    const freq = pick(['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY']);
    const used = ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(freq)
      ? [...chosen].filter((at) => at === 0 || at === 9)
      : [...chosen];
    const text = [`FREQ=${freq}`, 'COUNT=5', 'UNTIL=20500101', ...used.map((at) => parts[at]?.() ?? '')].join(
      ';',
    );
    const start = [
      integer(1990, 2030),
      integer(1, 12),
      integer(1, 28),
      integer(0, 23),
      integer(0, 59),
    ] as const;
    const [year, month, day, hour, minute] = start;
    const from = new PyDateTime({
      year,
      month,
      day,
      hour,
      minute,
      second: 0,
      microsecond: 0,
      tzinfo: undefined,
      fold: 0,
    });
    return [
      `' '.join(map(str, rrule.rrulestr('${text}', dtstart=datetime(${start.join(', ')}))))`,
      () => {
        const rule = call(rrulestr, [text], { dtstart: from });
        if (typeof rule !== 'object' || rule === null) throw new Error('no rule');
        return Array.from(rule.type.hooks.iterate?.(rt, rule) ?? [], (time) => str(rt, time)).join(' ');
      },
    ] as const;
  });
  compare(cases);
});

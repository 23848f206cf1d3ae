import * as TE from 'fp-ts/lib/TaskEither.js';

import type { StateLookup } from '../../src/ports/state-lookup.js';
import { describeStateLookupContract, type StateLookupSubject } from '../../src/testing/index.js';
import { abortFaults } from './abort-faults.js';
import { type Fault, findsFaults } from './finds-faults.js';
import { stateLookupSubject, stateSkips } from './memory-subjects.js';

type Find = StateLookup['find'];
type Values = ReadonlyMap<string, unknown>;

const fault = (wrong: string, spoil: (find: Find) => Find): Fault<StateLookupSubject> => [
  wrong,
  (subject) => ({ ...subject, lookup: { find: spoil(subject.lookup.find) } }),
];

const onValues =
  (change: (values: Values, asked: readonly string[]) => Values) =>
  (find: Find): Find =>
  (state, options) =>
    TE.map((values: Values) => change(values, state.stateIds))(find(state, options));

const onIds =
  (change: (ids: readonly string[]) => readonly string[]) =>
  (find: Find): Find =>
  (state, options) =>
    find({ ...state, stateIds: change(state.stateIds) }, options);

const mapValues = (change: (value: unknown, id: string) => unknown): ((find: Find) => Find) =>
  onValues((values) => new Map([...values].map(([id, value]) => [id, change(value, id)])));

const filterValues = (keep: (value: unknown, id: string) => boolean): ((find: Find) => Find) =>
  onValues((values) => new Map([...values].filter(([id, value]) => keep(value, id))));

/** Whoever calls while another call is under way is turned away. */
const serveOneCaller = (find: Find): Find => {
  let busy = false;
  return (state, options) => async () => {
    if (busy) throw new Error('busy');
    busy = true;
    const found = await find(state, options)();
    busy = false;
    return found;
  };
};

/** The first answer for an id is given for ever. */
const keepFirst = (find: Find): Find => {
  const kept = new Map<string, unknown>();
  return onValues((values) => {
    for (const [id, value] of values) if (!kept.has(id)) kept.set(id, value);
    return new Map([...values.keys()].map((id) => [id, kept.get(id)]));
  })(find);
};

findsFaults(
  'describeStateLookupContract',
  describeStateLookupContract,
  stateLookupSubject,
  {
    'gives values of every kind as they were stored': [
      fault(
        'gives JSON text undecoded',
        mapValues((value) => JSON.stringify(value)),
      ),
      fault(
        'decodes texts that look like JSON',
        mapValues((value) =>
          typeof value === 'string' && value.startsWith('{') ? JSON.parse(value) : value,
        ),
      ),
    ],
    'leaves out what is not there, and gives nothing that was not asked for': [
      fault(
        'gives undefined for what is missing',
        onValues((values, asked) => new Map(asked.map((id) => [id, values.get(id)]))),
      ),
      fault(
        'gives everything that it has',
        onIds(() => ['there', 'other']),
      ),
    ],
    'tells a null from an item that is not there': [
      fault(
        'leaves nulls out',
        filterValues((value) => value !== null),
      ),
    ],
    'keeps items apart whose ids are alike': [
      fault(
        'ignores upper and lower case',
        onIds((ids) => ids.map((id) => id.toLowerCase())),
      ),
      fault(
        'holds values in a plain object',
        onValues((values) => {
          const object: Record<string, unknown> = {};
          for (const [id, value] of values) object[id] = value;
          return new Map(Object.entries(object));
        }),
      ),
    ],
    'gives an item once that is asked for twice': [
      fault('fails when an id is there twice', (find) => (state, options) => () => {
        if (new Set(state.stateIds).size < state.stateIds.length) throw new Error('duplicates');
        return find(state, options)();
      }),
    ],
    'gives 250 items at once, the missing ones left out': [
      fault(
        'reads one batch',
        onIds((ids) => ids.slice(0, 100)),
      ),
    ],
    'gives 18 MiB of items at once': [
      fault(
        'forgets what did not fit into an answer',
        onValues((values) => {
          let left = 16 * 1024 * 1024;
          return new Map([...values].filter(([, value]) => (left -= String(value).length) > 0));
        }),
      ),
    ],
    'sees at once what was stored before the call': [fault('keeps what it has read', keepFirst)],
    'looks nothing up until the task is called, and looks again each time': [
      fault('begins at the call', (find) => (state, options) => {
        const found = find(state, options)();
        return () => found;
      }),
    ],
    'serves many look-ups at the same time': [fault('serves one caller at a time', serveOneCaller)],
    'keeps the items of one realm from another': [
      fault(
        'reads one table for all realms',
        (find) => (state, options) => find({ ...state, realm: 'dev' }, options),
      ),
    ],
    ...abortFaults<StateLookupSubject>((subject, wrap) => ({
      ...subject,
      lookup: { find: (state, options) => wrap((given) => subject.lookup.find(state, given))(options) },
    })),
  },
  stateSkips,
);

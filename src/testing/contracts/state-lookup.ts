import assert from 'node:assert/strict';

import type { StateLookup } from '../../ports/state-lookup.js';
import { abortCases } from './abort-cases.js';
import { errorShowsNone } from './hidden.js';
import { calm, type ContractCases, defineCases, left, right, runCases, turns } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';
import type { SuiteSetup } from './suite.js';

/** A look-up of state to be tested. @public */
export interface StateLookupSubject {
  readonly lookup: StateLookup;
  /** A realm without state items, and another one. */
  readonly realm: string;
  readonly otherRealm: string;
  /** Stores a value where the look-up finds it, replacing the one of that id. Values are what JSON can hold. */
  readonly put: (
    state: { readonly realm: string; readonly stateId: string },
    value: unknown,
  ) => Promise<void>;
  /** Stores an item that cannot be decoded, e.g. text that is not JSON. The given text is part of what is stored. */
  readonly putUndecodable: (
    state: { readonly realm: string; readonly stateId: string },
    text: string,
  ) => Promise<void>;
}

const values: Readonly<Record<string, unknown>> = {
  text: 'ünïcødé 日本語 🚀 "quoted" \\ back\nline',
  empty: '',
  whole: 3,
  decimal: -1.5,
  yes: true,
  no: false,
  nothing: null,
  list: ['a', 1, null, ['deep']],
  map: { 'a key': { 'with/slash': 'x' }, ключ: 1 },
  looksLikeNumber: '0012',
  looksLikeJson: '{"a": 1}',
};

const awkwardIds = [
  'plain',
  'Plain',
  'plain/below',
  'plain-1',
  'plain-10',
  'ünïcødé/日本語/🚀',
  'with blanks',
  'constructor',
  '__proto__',
  '1',
  'null',
];

/** Stores values by id in the subject's realm, one after the other. */
const putAll = async (subject: StateLookupSubject, byId: ReadonlyMap<string, unknown>): Promise<void> => {
  for (const [stateId, value] of byId) await subject.put({ realm: subject.realm, stateId }, value);
};

const find = (
  { lookup, realm }: StateLookupSubject,
  stateIds: readonly string[],
): Promise<ReadonlyMap<string, unknown>> => right(lookup.find({ realm, stateIds }, calm()));

/** Asserts what is found, whatever the order. */
const findsExactly = async (
  subject: StateLookupSubject,
  stateIds: readonly string[],
  expected: ReadonlyMap<string, unknown>,
): Promise<void> => {
  assert.deepEqual(new Map(await find(subject, stateIds)), new Map(expected));
};

const cases: ContractCases<StateLookupSubject> = {
  ...defineCases<StateLookupSubject>({
    'gives values of every kind as they were stored': async (subject) => {
      const stored = new Map(Object.entries(values));
      await putAll(subject, stored);
      await findsExactly(subject, [...stored.keys()], stored);
    },
    'leaves out what is not there, and gives nothing that was not asked for': async (subject) => {
      await putAll(subject, new Map([['there', 1]]).set('other', 2));
      await findsExactly(subject, ['missing', 'there', 'ther', 'toString'], new Map([['there', 1]]));
      await findsExactly(subject, ['missing'], new Map());
      await findsExactly(subject, [], new Map());
    },
    'tells a null from an item that is not there': async (subject) => {
      await putAll(subject, new Map([['nothing', null]]));
      await findsExactly(subject, ['nothing', 'missing'], new Map([['nothing', null]]));
    },
    'keeps items apart whose ids are alike': async (subject) => {
      const stored = new Map(awkwardIds.map((id) => [id, `of ${id}`]));
      await putAll(subject, stored);
      await findsExactly(subject, awkwardIds, stored);
      for (const id of awkwardIds) await findsExactly(subject, [id], new Map([[id, `of ${id}`]]));
    },
    'gives an item once that is asked for twice': async (subject) => {
      await putAll(subject, new Map([['there', 1]]));
      await findsExactly(subject, ['there', 'there'], new Map([['there', 1]]));
    },
    'gives 250 items at once, the missing ones left out': async (subject) => {
      const stored = new Map(Array.from({ length: 250 }, (_, index) => [`many/${index}`, index]));
      await putAll(subject, stored);
      await findsExactly(subject, [...stored.keys(), 'missing/1', 'missing/2'], stored);
    },
    'gives 18 MiB of items at once': async (subject) => {
      const stored = new Map(
        Array.from({ length: 60 }, (_, index) => [`large/${index}`, `${index % 10}`.repeat(300 * 1024)]),
      );
      await putAll(subject, stored);
      await findsExactly(subject, [...stored.keys()], stored);
    },
    'sees at once what was stored before the call': async (subject) => {
      for (let value = 1; value <= 20; value += 1) {
        await putAll(subject, new Map([['counter', value]]));
        await findsExactly(subject, ['counter'], new Map([['counter', value]]));
      }
    },
    'looks nothing up until the task is called, and looks again each time': async (subject) => {
      const task = subject.lookup.find({ realm: subject.realm, stateIds: ['late'] }, calm());
      await turns(3);
      await putAll(subject, new Map([['late', 1]]));
      assert.equal((await right(task)).get('late'), 1);
      await putAll(subject, new Map([['late', 2]]));
      assert.equal((await right(task)).get('late'), 2);
    },
    'serves many look-ups at the same time': async (subject) => {
      const stored = new Map(Array.from({ length: 50 }, (_, index) => [`many/${index}`, index]));
      await putAll(subject, stored);
      await Promise.all(
        [...stored].map(([id, value]) => findsExactly(subject, [id], new Map([[id, value]]))),
      );
    },
    'keeps the items of one realm from another': async (subject) => {
      const there = { ...subject, realm: subject.otherRealm };
      await putAll(subject, new Map([['same', 'here']]));
      await findsExactly(there, ['same'], new Map());
      await putAll(there, new Map([['same', 'there']]));
      await findsExactly(subject, ['same'], new Map([['same', 'here']]));
      await findsExactly(there, ['same'], new Map([['same', 'there']]));
    },
    'gives InvalidData for an item that cannot be decoded, and shows nothing of it': async (subject) => {
      const { lookup, realm } = subject;
      const text = 'mysterious-content';
      await subject.putUndecodable({ realm, stateId: 'broken' }, text);
      const error = await left(lookup.find({ realm, stateIds: ['broken'] }, calm()));
      assert.equal(error._tag, 'InvalidData', String(error));
      errorShowsNone(error, [text]);
    },
  }),
  ...abortCases<StateLookupSubject>(async (subject) => {
    const { lookup, realm } = subject;
    await putAll(subject, new Map([['there', 1]]));
    return (options) => lookup.find({ realm, stateIds: ['there'] }, options);
  }),
};

/**
 * Describes what every `StateLookup` must do, as cases for a test runner. It stores up to 250 items, and 18 MiB in one
 * case, so give the cases time enough.
 * @param setup - a subject with two realms that have no state items, for each case
 * @public
 */
export const describeStateLookupContract = <Subject extends StateLookupSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a StateLookup', setup, cases);
};

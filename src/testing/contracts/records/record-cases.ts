import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';
import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from '../../../ports/port-error.js';
import { abortCases } from '../abort-cases.js';
import { calm, type ContractCases, defineCases, none, right, settle, some, turns } from '../suite.js';

/** A record as a store keeps it. */
type StoredRecord = Readonly<Record<string, unknown>>;

/** What the stores of records by key have in common, whichever port they are. */
export interface RecordAccess<Subject> {
  /** The field of a record that holds its key. */
  readonly keyField: string;
  readonly put: (subject: Subject, key: string, record: StoredRecord) => Promise<void>;
  readonly find: (
    subject: Subject,
    key: string,
    options: CallOptions,
  ) => TE.TaskEither<PortError, O.Option<StoredRecord>>;
}

/** Keys that a store could take for one another, or for something else. */
const awkwardKeys = [
  'plain',
  'Plain',
  'plain/below',
  'plain/below/deep',
  'plain-1',
  'plain-10',
  'with blanks',
  'ünïcødé/日本語/🚀',
  'e\u0301',
  '\u00e9',
  '../outside',
  'a:b',
  '%41',
  "quote's",
  'a#b?c=d&e',
  'constructor',
  '__proto__',
  '1',
  'null',
  'true',
];

/** Every kind of value that a record may hold in JSON, under names that are awkward too. */
const everyKind = {
  enabled: true,
  disabled: false,
  nothing: null,
  text: 'ünïcødé 日本語 🚀 "quoted" \\ back\nline\ttab',
  empty: '',
  whole: 3,
  negative: -7,
  decimal: 1.5,
  large: 9_007_199_254_740_991,
  list: ['a', 1, true, null, ['deep'], { map: 'inside' }],
  emptyList: [],
  map: { 'a key': { 'with/slash': 'x' }, ключ: 1 },
  emptyMap: {},
  looksLikeNumber: '0012',
  looksLikeBoolean: 'yes',
  looksLikeDate: '2026-11-23',
  'X-Custom': 'kept',
};

/** The cases of a store of records: what is stored is found, whole and under its own key only. */
export const recordCases = <Subject>(access: RecordAccess<Subject>): ContractCases<Subject> => {
  const { keyField, put, find } = access;
  const findCalmly = (subject: Subject, key: string): Promise<O.Option<StoredRecord>> =>
    right(find(subject, key, calm()));
  return {
    ...defineCases<Subject>({
      'gives a record as it was stored, every kind of value included': async (subject) => {
        const record = { ...everyKind, [keyField]: 'some-key' };
        await put(subject, 'some-key', record);
        assert.deepEqual({ ...some(await findCalmly(subject, 'some-key')) }, record);
      },
      'gives a record of 200 KiB': async (subject) => {
        const record = { [keyField]: 'large', text: 'é'.repeat(100 * 1024) };
        await put(subject, 'large', record);
        assert.deepEqual({ ...some(await findCalmly(subject, 'large')) }, record);
      },
      'gives none for a key that has no record': async (subject) => {
        await put(subject, 'there', { [keyField]: 'there' });
        for (const key of ['missing', 'ther', 'there/', 'There', 'toString', '__proto__', 'ünïcødé'])
          none(await findCalmly(subject, key), `a record under ${key}`);
      },
      'gives none, or an error of its own, for a key that no record can have': async (subject) => {
        await put(subject, 'there', { [keyField]: 'there' });
        for (const key of ['', 'x'.repeat(5000), 'nul\0byte']) {
          const found = await settle(find(subject, key, calm()));
          if (E.isRight(found)) none(found.right, `a record under ${JSON.stringify(key)}`);
          else assert.notEqual(found.left.message, '', 'The error has no message');
        }
      },
      'keeps records apart whose keys are alike': async (subject) => {
        for (const key of awkwardKeys) await put(subject, key, { [keyField]: key, text: `of ${key}` });
        for (const key of awkwardKeys)
          assert.equal(some(await findCalmly(subject, key))['text'], `of ${key}`);
      },
      'looks nothing up until the task is called, and looks again each time': async (subject) => {
        const task = find(subject, 'late', calm());
        await turns(3);
        await put(subject, 'late', { [keyField]: 'late' });
        for (const time of ['first', 'second']) some(await right(task), `a record at the ${time} time`);
      },
      'serves many look-ups at the same time': async (subject) => {
        const keys = Array.from({ length: 100 }, (_, index) => `many/${index}`);
        for (const key of keys) await put(subject, key, { [keyField]: key });
        const found = await Promise.all(keys.map((key) => findCalmly(subject, key)));
        assert.deepEqual(
          found.map((record) => some(record)[keyField]),
          keys,
        );
      },
    }),
    ...abortCases<Subject>(async (subject) => {
      await put(subject, 'there', { [keyField]: 'there' });
      return (options) => find(subject, 'there', options);
    }),
  };
};

/** The cases of a store that serves more than one realm. */
export const realmCases = <Subject>(
  accessTo: (realm: 'realm' | 'otherRealm') => RecordAccess<Subject>,
): ContractCases<Subject> =>
  defineCases<Subject>({
    'keeps the records of one realm from another': async (subject) => {
      const [here, there] = [accessTo('realm'), accessTo('otherRealm')];
      await here.put(subject, 'same', { [here.keyField]: 'same', of: 'here' });
      none(await right(there.find(subject, 'same', calm())), 'a record of another realm');
      await there.put(subject, 'same', { [here.keyField]: 'same', of: 'there' });
      assert.equal(some(await right(here.find(subject, 'same', calm())))['of'], 'here');
      assert.equal(some(await right(there.find(subject, 'same', calm())))['of'], 'there');
    },
  });

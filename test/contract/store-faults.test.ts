import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { taggedError } from '../../src/job/tagged-error.js';
import type { CallOptions, PortError } from '../../src/ports/port-error.js';
import {
  type ConnectionStoreSubject,
  describeConnectionStoreContract,
  describeJobStoreContract,
  describeRealmStoreContract,
  type JobStoreSubject,
  type RealmStoreSubject,
} from '../../src/testing/index.js';
import { abortFaults, type Wrap } from './abort-faults.js';
import { type Fault, findsFaults } from './finds-faults.js';
import { connectionStoreSubject, jobStoreSubject, realmStoreSubject } from './memory-subjects.js';

type StoredRecord = Readonly<Record<string, unknown>>;
type Find = (key: string, options: CallOptions) => TE.TaskEither<PortError, O.Option<StoredRecord>>;

/** Does something wrong to a store's `find`, whose key is a text whatever the store is. */
type SpoilFind<Subject> = (subject: Subject, spoil: (find: Find) => Find) => Subject;

const onRecord =
  (change: (record: StoredRecord) => StoredRecord) =>
  (find: Find): Find =>
  (key, options) =>
    TE.map(O.map(change))(find(key, options));

const onKey =
  (change: (key: string) => string) =>
  (find: Find): Find =>
  (key, options) =>
    find(change(key), options);

const missing = (): PortError =>
  taggedError('InvalidData', { code: 'test.missing', message: 'No such record' });

const without = (record: StoredRecord, name: string): StoredRecord =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** Whoever calls while another call is under way is turned away. */
const makeBusySpoil = (): ((find: Find) => Find) => {
  let busy = false;
  return (find) => (key, options) => async () => {
    if (busy) throw new Error('busy');
    busy = true;
    const found = await find(key, options)();
    busy = false;
    return found;
  };
};

/** What a store of records can do wrong, by the case that must find it out. */
const recordFaults = <Subject>(
  spoilFind: SpoilFind<Subject>,
): Readonly<Record<string, readonly Fault<Subject>[]>> => {
  const fault = (wrong: string, spoil: (find: Find) => Find): Fault<Subject> => [
    wrong,
    (subject) => spoilFind(subject, spoil),
  ];
  const wrapAll = (subject: Subject, wrap: Wrap): Subject =>
    spoilFind(subject, (find) => (key, options) => wrap((given) => find(key, given))(options));
  return {
    'gives a record as it was stored, every kind of value included': [
      fault(
        'loses a null',
        onRecord((record) => without(record, 'nothing')),
      ),
      fault(
        'gives numbers as texts',
        onRecord((record) => ({ ...record, whole: '3' })),
      ),
      fault(
        'loses fields that it does not know',
        onRecord((record) => without(record, 'X-Custom')),
      ),
    ],
    'gives a record of 200 KiB': [
      fault(
        'cuts long texts',
        onRecord((record) => ({ ...record, text: String(record['text']).slice(0, 65_536) })),
      ),
    ],
    'gives none for a key that has no record': [
      fault(
        'fails for what is missing',
        (find) => (key, options) =>
          TE.chain((found: O.Option<StoredRecord>) =>
            O.isSome(found) ? TE.right(found) : TE.left(missing()),
          )(find(key, options)),
      ),
      fault(
        'ignores slashes at the end',
        onKey((key) => key.replace(/\/$/, '')),
      ),
      fault(
        'finds what every object has',
        (find) => (key, options) => (key in {} ? TE.right(O.some({})) : find(key, options)),
      ),
    ],
    'gives none, or an error of its own, for a key that no record can have': [
      fault(
        'rejects for a key that is empty',
        (find) => (key, options) =>
          key === '' ? () => Promise.reject(new Error('ValidationException')) : find(key, options),
      ),
    ],
    'keeps records apart whose keys are alike': [
      fault(
        'ignores upper and lower case',
        onKey((key) => key.toLowerCase()),
      ),
      fault(
        'normalises unicode',
        onKey((key) => key.normalize('NFC')),
      ),
      fault(
        'takes keys for paths',
        onKey((key) => new URL(`x:/${key}`).pathname.slice(1)),
      ),
    ],
    'looks nothing up until the task is called, and looks again each time': [
      fault('begins at the call', (find) => (key, options) => {
        const found = find(key, options)();
        return () => found;
      }),
    ],
    'serves many look-ups at the same time': [
      ['serves one caller at a time', (subject) => spoilFind(subject, makeBusySpoil())],
    ],
    ...abortFaults(wrapAll),
  };
};

const spoilConnections: SpoilFind<ConnectionStoreSubject> = (subject, spoil) => ({
  ...subject,
  store: {
    find: ({ realm, connectionId }, options) =>
      spoil((key, given) => subject.store.find({ realm, connectionId: key }, given))(connectionId, options),
  },
});

const spoilJobs: SpoilFind<JobStoreSubject> = (subject, spoil) => ({
  ...subject,
  store: {
    find: ({ realm, jobId }, options) =>
      spoil((key, given) => subject.store.find({ realm, jobId: key }, given))(jobId, options),
  },
});

const spoilRealms: SpoilFind<RealmStoreSubject> = (subject, spoil) => ({
  ...subject,
  store: { find: (realm, options) => spoil(subject.store.find)(realm, options) },
});

findsFaults('describeConnectionStoreContract', describeConnectionStoreContract, connectionStoreSubject, {
  ...recordFaults(spoilConnections),
  'keeps the records of one realm from another': [
    [
      'reads one table for all realms',
      (subject) => ({
        ...subject,
        store: { find: (key, options) => subject.store.find({ ...key, realm: subject.realm }, options) },
      }),
    ],
  ],
});

findsFaults('describeJobStoreContract', describeJobStoreContract, jobStoreSubject, {
  ...recordFaults(spoilJobs),
  'keeps the records of one realm from another': [
    [
      'reads one table for all realms',
      (subject) => ({
        ...subject,
        store: { find: (key, options) => subject.store.find({ ...key, realm: subject.realm }, options) },
      }),
    ],
  ],
});

findsFaults(
  'describeRealmStoreContract',
  describeRealmStoreContract,
  realmStoreSubject,
  recordFaults(spoilRealms),
);

import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { Secret } from '../../src/job/secret.js';
import type { SecretStore } from '../../src/ports/secret-store.js';
import { describeSecretStoreContract, type SecretStoreSubject } from '../../src/testing/index.js';
import { abortFaults } from './abort-faults.js';
import { type Fault, findsFaults } from './finds-faults.js';
import { secretStoreSubject } from './memory-subjects.js';
import { shareFlight } from './shared-flight.js';

type Find = SecretStore['find'];

const fault = (wrong: string, spoil: (find: Find) => Find): Fault<SecretStoreSubject> => [
  wrong,
  (subject) => ({ ...subject, store: { find: spoil(subject.store.find) } }),
];

const onText =
  (change: (text: string) => string) =>
  (find: Find): Find =>
  (name, options) =>
    TE.map(O.map((secret: Secret) => new Secret(change(secret.reveal()))))(find(name, options));

const onName =
  (change: (name: string) => string) =>
  (find: Find): Find =>
  (name, options) =>
    find(change(name), options);

/** Keeps what it has found for ever: `none` too, and under the index of its place in the cache. */
const makeCache =
  (size: number, keepsNone: boolean) =>
  (find: Find): Find => {
    const kept: O.Option<Secret>[] = [];
    const places = new Map<string, number>();
    return (name, options) => async () => {
      const place = places.get(name);
      const hit = place === undefined ? undefined : kept[place % size];
      if (hit) return { _tag: 'Right', right: hit };
      const found = await find(name, options)();
      if (found._tag === 'Right' && (keepsNone || O.isSome(found.right))) {
        places.set(name, places.size);
        kept[(places.size - 1) % size] = found.right;
      }
      return found;
    };
  };

const faults: Readonly<Record<string, readonly Fault<SecretStoreSubject>[]>> = {
  'gives a secret as it was stored, every awkward character included': [
    fault(
      'takes blanks off',
      onText((text) => text.replaceAll('  around', 'around')),
    ),
    fault(
      'cuts long secrets',
      onText((text) => text.slice(0, 1024)),
    ),
    fault(
      'reads bytes as latin1',
      onText((text) => Buffer.from(text).toString('latin1')),
    ),
  ],
  'gives a secret that is not seen when it is printed': [
    [
      'gives secrets that print',
      (subject) => ({
        ...subject,
        store: {
          find: (name, options) =>
            TE.map(
              O.map((secret: Secret) => Object.assign(secret, { value: secret.reveal(), toJSON: undefined })),
            )(subject.store.find(name, options)),
        },
      }),
    ],
  ],
  'gives none for a name that has no secret': [
    fault(
      'finds secrets by the end of their names',
      onName((name) => (name.startsWith('/') ? name : `/lava/dev/${name}`)),
    ),
  ],
  'gives none, or an error of its own, for a name that no secret can have': [
    fault(
      'rejects for a name that is not allowed',
      (find) => (name, options) =>
        /^[\w/.-]+$/.test(name)
          ? find(name, options)
          : () => Promise.reject(new Error('ValidationException')),
    ),
  ],
  'keeps secrets apart whose names are alike': [
    fault(
      'ignores upper and lower case',
      onName((name) => name.toLowerCase()),
    ),
    fault(
      'looks at the last part of a name only',
      onName((name) => name.replace('/prod/', '/dev/')),
    ),
  ],
  'gives a secret again, and others, however many there are': [
    fault('mixes up the places of its cache', makeCache(100, false)),
  ],
  'looks nothing up until the task is called': [
    fault('begins at the call', (find) => (name, options) => {
      const found = find(name, options)();
      return () => found;
    }),
  ],
  'finds a secret that was stored after it had been missing': [
    fault('remembers what is missing', makeCache(1000, true)),
  ],
  'serves many look-ups of one secret and of others at the same time': [
    fault('gives one answer to all callers', shareFlight),
  ],
  ...abortFaults<SecretStoreSubject>((subject, wrap) => ({
    ...subject,
    store: { find: (name, options) => wrap((given) => subject.store.find(name, given))(options) },
  })),
};

findsFaults('describeSecretStoreContract', describeSecretStoreContract, secretStoreSubject, faults);
findsFaults(
  'describeSecretStoreContract, of JSON',
  describeSecretStoreContract,
  () => secretStoreSubject('json'),
  faults,
);

import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';

import type { SecretStore } from '../../ports/secret-store.js';
import { abortCases } from './abort-cases.js';
import { showsNone } from './hidden.js';
import {
  calm,
  type ContractCases,
  defineCases,
  none,
  right,
  runCases,
  settle,
  some,
  turns,
} from './suite.js';
import type { SuiteRunner } from './suite-runner.js';
import type { SuiteSetup } from './suite.js';

/** A store of secrets to be tested. @public */
export interface SecretStoreSubject {
  /** A store without secrets. */
  readonly store: SecretStore;
  /**
   * What its secrets are: any text, or JSON text, as the sets of credentials are to which a record's `secret_id` leads.
   * Then the suite stores nothing but JSON.
   */
  readonly holds: 'text' | 'json';
  /** Stores a secret where the store finds it. The suite stores a name once only, so that a store may cache. */
  readonly put: (name: string, secret: string) => Promise<void>;
}

const awkwardTexts: Readonly<Record<string, string>> = {
  shell: '$HOME `id` $(id) \\ "double" \'single\' ! # & ; | < > * ? ~',
  unicode: 'pässwörd 日本語 🚀 e\u0301',
  blanks: '  around \t ',
  lines: 'first\nsecond\r\nthird\n',
  number: '0012',
  boolean: 'true',
  null: 'null',
  json: '{"user": "a"}',
  percent: '%41%s${x}{{ x }}',
  long: 'x'.repeat(4000),
};

/** Names that a store could take for one another. They keep to the characters that SSM and Secrets Manager allow. */
const alikeNames = [
  '/lava/dev/a',
  '/lava/dev/A',
  '/lava/dev/a/b',
  '/lava/dev/ab',
  '/lava/dev/a-1',
  '/lava/dev/a_1',
  '/lava/prod/a',
  'lava.dev.a',
  'constructor',
  'null',
];

/** A text in the form that the store holds. */
const formOf = ({ holds }: SecretStoreSubject, text: string): string =>
  holds === 'json' ? JSON.stringify({ username: 'someone', password: text }) : text;

const put = (subject: SecretStoreSubject, name: string, text: string): Promise<void> =>
  subject.put(name, formOf(subject, text));

const hasSecret = async (subject: SecretStoreSubject, name: string, text: string): Promise<void> => {
  const secret = some(await right(subject.store.find(name, calm())));
  assert.equal(secret.reveal(), formOf(subject, text), `The secret ${name}`);
};

const cases: ContractCases<SecretStoreSubject> = {
  ...defineCases<SecretStoreSubject>({
    'gives a secret as it was stored, every awkward character included': async (subject) => {
      for (const [name, text] of Object.entries(awkwardTexts)) await put(subject, `/lava/dev/${name}`, text);
      for (const [name, text] of Object.entries(awkwardTexts))
        await hasSecret(subject, `/lava/dev/${name}`, text);
    },
    'gives a secret that is not seen when it is printed': async (subject) => {
      await put(subject, '/lava/dev/hidden', 'do-not-print-me');
      showsNone(await right(subject.store.find('/lava/dev/hidden', calm())), ['do-not-print-me']);
    },
    'gives none for a name that has no secret': async (subject) => {
      await put(subject, '/lava/dev/there', 'text');
      for (const name of ['/lava/dev/missing', '/lava/dev/ther', '/lava/dev', 'there', 'toString'])
        none(await right(subject.store.find(name, calm())), `a secret under ${name}`);
    },
    'gives none, or an error of its own, for a name that no secret can have': async (subject) => {
      for (const name of ['', 'with blanks', 'ünïcødé/🚀', 'x'.repeat(3000), 'nul\0byte']) {
        const found = await settle(subject.store.find(name, calm()));
        if (E.isRight(found)) none(found.right, `a secret under ${JSON.stringify(name)}`);
        else assert.notEqual(found.left.message, '', 'The error has no message');
      }
    },
    'keeps secrets apart whose names are alike': async (subject) => {
      for (const name of alikeNames) await put(subject, name, `of ${name}`);
      for (const name of alikeNames) await hasSecret(subject, name, `of ${name}`);
    },
    'gives a secret again, and others, however many there are': async (subject) => {
      const names = Array.from({ length: 150 }, (_, index) => `/lava/dev/many/${index}`);
      for (const name of names) await put(subject, name, `of ${name}`);
      for (const _ of ['once', 'again'])
        for (const name of names) await hasSecret(subject, name, `of ${name}`);
    },
    'looks nothing up until the task is called': async (subject) => {
      const task = subject.store.find('/lava/dev/late', calm());
      await turns(3);
      await put(subject, '/lava/dev/late', 'text');
      some(await right(task), 'the secret');
    },
    'finds a secret that was stored after it had been missing': async (subject) => {
      none(await right(subject.store.find('/lava/dev/new', calm())), 'a secret');
      await put(subject, '/lava/dev/new', 'text');
      await hasSecret(subject, '/lava/dev/new', 'text');
    },
    'serves many look-ups of one secret and of others at the same time': async (subject) => {
      const names = Array.from({ length: 10 }, (_, index) => `/lava/dev/at-once/${index}`);
      for (const name of names) await put(subject, name, `of ${name}`);
      await Promise.all([...names, ...names, ...names].map((name) => hasSecret(subject, name, `of ${name}`)));
    },
  }),
  ...abortCases<SecretStoreSubject>(async (subject) => {
    await put(subject, '/lava/dev/there', 'text');
    return (options) => subject.store.find('/lava/dev/there', options);
  }),
};

/**
 * Describes what every `SecretStore` must do, as cases for a test runner.
 * @param setup - a subject without secrets, for each case
 * @public
 */
export const describeSecretStoreContract = <Subject extends SecretStoreSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a SecretStore', setup, cases);
};

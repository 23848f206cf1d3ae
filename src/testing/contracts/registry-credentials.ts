import assert from 'node:assert/strict';

import type { RegistryCredentials, RegistryLogin } from '../../ports/registry-credentials.js';
import { abortCases } from './abort-cases.js';
import { showsNone } from './hidden.js';
import { aborted, calm, type ContractCases, defineCases, failsWith, right, runCases } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';
import type { SuiteSetup } from './suite.js';

/** A source of registry logins to be tested. @public */
export interface RegistryCredentialsSubject {
  readonly credentials: RegistryCredentials;
  /** Two AWS accounts whose registries give logins, neither of them the worker's own. */
  readonly account: string;
  readonly otherAccount: string;
  /** Whether the registry that a login names would take it now. */
  readonly isValid: (login: RegistryLogin) => boolean;
  /** Makes every login that has been given so far worthless, as when it expires. */
  readonly revoke: () => Promise<void>;
  /** How many times the other side has been asked for a login so far. */
  readonly requestCount: () => number;
}

const login = (
  { credentials }: RegistryCredentialsSubject,
  accounts: readonly string[],
  fresh = false,
): Promise<RegistryLogin> => right(credentials.login({ kind: 'ecr', accounts }, { ...calm(), fresh }));

/** A host, and a port if there is one: a login with anything more is sent nowhere. */
const registryHost = /^[a-z0-9.-]+(:\d+)?$/;

const cases: ContractCases<RegistryCredentialsSubject> = {
  ...defineCases<RegistryCredentialsSubject>({
    "gives a login that is valid for the worker's own account": async (subject) => {
      const given = await login(subject, []);
      assert.match(given.registry, registryHost);
      assert.notEqual(given.username, '');
      assert.ok(subject.isValid(given), 'The registry does not take the login');
    },
    'gives a login for the registry of the account that is named': async (subject) => {
      const own = await login(subject, []);
      const named = await login(subject, [subject.account]);
      const other = await login(subject, [subject.otherAccount]);
      for (const given of [named, other]) {
        assert.match(given.registry, registryHost);
        assert.ok(subject.isValid(given), 'The registry does not take the login');
      }
      assert.equal(new Set([own, named, other].map(({ registry }) => registry)).size, 3);
    },
    'gives a password that is not seen when it is printed': async (subject) => {
      const given = await login(subject, []);
      showsNone(given, [given.password.reveal()]);
    },
    'gives another login, valid now, when the last one was refused': async (subject) => {
      for (const accounts of [[], [subject.account]]) {
        await login(subject, accounts);
        await subject.revoke();
        const given = await login(subject, accounts, true);
        assert.ok(subject.isValid(given), 'A login that was refused has been given again');
      }
    },
    'gives the new login from then on': async (subject) => {
      await login(subject, []);
      await subject.revoke();
      await login(subject, [], true);
      assert.ok(subject.isValid(await login(subject, [])), 'A login that was refused has been given again');
    },
    'gives valid logins to many callers at the same time': async (subject) => {
      const accounts = [[], [subject.account], [subject.otherAccount]];
      const given = await Promise.all(
        Array.from({ length: 30 }, (_, index) => login(subject, accounts[index % 3] ?? [])),
      );
      assert.ok(given.every(subject.isValid), 'The registry does not take every login');
      assert.equal(new Set(given.map(({ registry }) => registry)).size, 3);
    },
    'asks nobody until the task is called, nor when the signal is aborted before': async (subject) => {
      const { credentials, requestCount } = subject;
      const request = { kind: 'ecr', accounts: [] } as const;
      credentials.login(request, { ...calm(), fresh: true });
      await failsWith('Aborted', credentials.login(request, { ...aborted(), fresh: true }));
      assert.equal(requestCount(), 0);
      await login(subject, []);
      assert.equal(requestCount(), 1);
    },
  }),
  ...abortCases<RegistryCredentialsSubject>(({ credentials }) =>
    Promise.resolve(({ signal }) =>
      credentials.login({ kind: 'ecr', accounts: [] }, { signal, fresh: true }),
    ),
  ),
};

/**
 * Describes what every `RegistryCredentials` must do, as cases for a test runner.
 * @param setup - a subject that has given no login yet, for each case
 * @public
 */
export const describeRegistryCredentialsContract = <Subject extends RegistryCredentialsSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a RegistryCredentials', setup, cases);
};

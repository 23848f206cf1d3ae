import assert from 'node:assert/strict';

import type {
  DatabaseCredentials,
  DatabaseLogin,
  DatabaseLoginRequest,
} from '../../ports/database-credentials.js';
import { abortCases } from './abort-cases.js';
import { errorShowsNone, showsNone } from './hidden.js';
import { aborted, calm, type ContractCases, defineCases, failsWith, left, right, runCases } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';
import type { SuiteSetup } from './suite.js';

/** A source of database logins to be tested. @public */
export interface DatabaseCredentialsSubject {
  readonly credentials: DatabaseCredentials;
  /** Requests that are granted: at least one of every kind that the source can serve. */
  readonly requests: readonly DatabaseLoginRequest[];
  /** A request that the other side refuses. */
  readonly refused: DatabaseLoginRequest;
  /** Whether the database that the request names would take the login now. */
  readonly isValid: (login: DatabaseLogin, request: DatabaseLoginRequest) => boolean;
}

const cases: ContractCases<DatabaseCredentialsSubject> = {
  ...defineCases<DatabaseCredentialsSubject>({
    'gives a login that is valid, for every kind of request': async ({ credentials, requests, isValid }) => {
      assert.notEqual(requests.length, 0, 'The subject names no request');
      for (const request of requests) {
        const login = await right(credentials.login(request, calm()));
        assert.notEqual(login.user, '');
        assert.notEqual(login.password.reveal(), '');
        assert.ok(isValid(login, request), `The database does not take the login: ${request.kind}`);
      }
    },
    'gives a password that is not seen when it is printed': async ({ credentials, requests }) => {
      for (const request of requests) {
        const login = await right(credentials.login(request, calm()));
        showsNone(login, [login.password.reveal()]);
      }
    },
    'makes no login for one request out of that for another': async ({ credentials, requests, isValid }) => {
      const logins = await Promise.all(requests.map((request) => right(credentials.login(request, calm()))));
      for (const [index, request] of requests.entries()) {
        const again = await right(credentials.login(request, calm()));
        const first = logins[index];
        assert.ok(first && isValid(first, request) && isValid(again, request), `Mixed up: ${request.kind}`);
      }
    },
    'gives valid logins to many callers at the same time': async ({ credentials, requests, isValid }) => {
      const wanted = Array.from({ length: 10 }, () => requests).flat();
      await Promise.all(
        wanted.map(async (request) => {
          const login = await right(credentials.login(request, calm()));
          assert.ok(isValid(login, request), `The database does not take the login: ${request.kind}`);
        }),
      );
    },
    'gives AccessDenied when the other side refuses, without a password in it': async (subject) => {
      const error = await left(subject.credentials.login(subject.refused, calm()));
      assert.equal(error._tag, 'AccessDenied', String(error));
      assert.equal(error.retryable, false);
      assert.notEqual(error.message, '');
      errorShowsNone(error, ['X-Amz-Signature', 'X-Amz-Security-Token']);
    },
    'gives Aborted for every kind of request when the signal is aborted before': async (subject) => {
      for (const request of subject.requests)
        await failsWith('Aborted', subject.credentials.login(request, aborted()));
    },
  }),
  ...abortCases<DatabaseCredentialsSubject>(({ credentials, requests: [request] }) => {
    assert.ok(request, 'The subject names no request');
    return Promise.resolve((options) => credentials.login(request, options));
  }),
};

/**
 * Describes what every `DatabaseCredentials` must do, as cases for a test runner.
 * @param setup - a subject for each case
 * @public
 */
export const describeDatabaseCredentialsContract = <Subject extends DatabaseCredentialsSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a DatabaseCredentials', setup, cases);
};

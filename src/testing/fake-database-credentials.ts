import * as E from 'fp-ts/lib/Either.js';

import { Secret } from '../job/secret.js';
import type {
  DatabaseCredentials,
  DatabaseCredentialsError,
  DatabaseLogin,
  DatabaseLoginRequest,
} from '../ports/database-credentials.js';
import { inMemoryCall } from './aborted.js';

/** {@link DatabaseCredentials} that hand out what a test gives them, and remember what they were asked for. @public */
export interface FakeDatabaseCredentials extends DatabaseCredentials {
  /** The requests so far. */
  readonly requests: readonly DatabaseLoginRequest[];
}

/**
 * Makes a source of database logins.
 * @param answer - gives the login, or the error, for each request. By default the user that is asked for (`iam-user`
 * where none is) with a password of more than 1,000 characters.
 * @public
 */
export const makeFakeDatabaseCredentials = (
  answer: (request: DatabaseLoginRequest) => E.Either<DatabaseCredentialsError, DatabaseLogin> = longToken,
): FakeDatabaseCredentials => {
  const requests: DatabaseLoginRequest[] = [];
  return {
    requests,
    login: (request, options) =>
      inMemoryCall(options, () => {
        requests.push(request);
        return answer(request);
      }),
  };
};

const longToken = (request: DatabaseLoginRequest): E.Either<never, DatabaseLogin> => {
  const user = request.kind === 'redshift-serverless' ? 'iam-user' : request.user;
  return E.right({ user, password: new Secret(`token-for-${user}/?x=1&y=%2F${'a0'.repeat(600)}`) });
};

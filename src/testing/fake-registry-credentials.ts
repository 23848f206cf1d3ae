import type * as E from 'fp-ts/lib/Either.js';

import type {
  RegistryCredentials,
  RegistryCredentialsError,
  RegistryLogin,
} from '../ports/registry-credentials.js';
import { inMemoryCall } from './aborted.js';

/** One request for a login. @public */
export interface LoginRequest {
  readonly accounts: readonly string[];
  readonly fresh: boolean;
}

/** {@link RegistryCredentials} that hand out what a test gives them, and remember what they were asked for. @public */
export interface FakeRegistryCredentials extends RegistryCredentials {
  /** The requests so far. */
  readonly requests: readonly LoginRequest[];
}

/**
 * Makes registry credentials.
 * @param answer - gives the login, or the error, for each request
 * @public
 */
export const makeFakeRegistryCredentials = (
  answer: (request: LoginRequest) => E.Either<RegistryCredentialsError, RegistryLogin>,
): FakeRegistryCredentials => {
  const requests: LoginRequest[] = [];
  return {
    requests,
    login: ({ accounts }, options) =>
      inMemoryCall(options, () => {
        const request = { accounts, fresh: options.fresh };
        requests.push(request);
        return answer(request);
      }),
  };
};

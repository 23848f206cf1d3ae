import * as E from 'fp-ts/lib/Either.js';

import { Secret } from '../job/secret.js';
import type { Clock } from '../ports/clock.js';
import type {
  RoleCredentials,
  RoleCredentialsError,
  RoleRequest,
  TemporaryCredentials,
} from '../ports/role-credentials.js';
import { inMemoryCall } from './aborted.js';
import { makeFakeClock } from './fake-clock.js';

/** How fake role credentials are set up. Everything has a default. @public */
export interface FakeRoleCredentialsOptions {
  /** Gives the credentials, or the error, for each role. Default: every role is granted for as long as is asked for. */
  readonly answer?: (role: RoleRequest) => E.Either<RoleCredentialsError, TemporaryCredentials>;
  /** The worker's own region. Default none. */
  readonly region?: string;
  /** The time from which credentials are valid. Default: a clock of its own that stands still. */
  readonly clock?: Clock;
}

/** {@link RoleCredentials} that do as a test says, and remember what they were asked for. @public */
export interface FakeRoleCredentials extends RoleCredentials {
  /** The roles that were asked for so far. */
  readonly requests: readonly RoleRequest[];
}

/** Makes role credentials. @public */
export const makeFakeRoleCredentials = (options: FakeRoleCredentialsOptions = {}): FakeRoleCredentials => {
  const clock = options.clock ?? makeFakeClock();
  const answer = options.answer ?? granted(clock);
  const requests: RoleRequest[] = [];
  return {
    requests,
    assume: (role, callOptions) =>
      inMemoryCall(callOptions, () => {
        requests.push(role);
        return answer(role);
      }),
    region: (callOptions) => inMemoryCall(callOptions, () => E.right(options.region)),
  };
};

const granted =
  (clock: Clock) =>
  ({ durationMs }: RoleRequest): E.Either<never, TemporaryCredentials> =>
    E.right({
      accessKeyId: 'ASIAFAKEFAKEFAKEFAKE',
      secretAccessKey: new Secret('fake-secret-access-key'),
      sessionToken: new Secret('fake-session-token'),
      expiresAt: clock.now() + durationMs,
    });

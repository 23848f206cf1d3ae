import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Secret } from '../job/secret.js';
import type { CallOptions, PortError } from './port-error.js';

/** A login for one registry. It is sent with the requests that need it and written nowhere. @public */
export interface RegistryLogin {
  /** Host, and port if there is one, without a scheme: `ghcr.io`, `127.0.0.1:5000`. Sent to no other host. */
  readonly registry: string;
  readonly username: string;
  readonly password: Secret;
}

/** What a source of registry logins can fail with. @public */
export type RegistryCredentialsError = PortError;

/** Gives logins for registries whose passwords are tokens that expire; today that is Amazon ECR. @public */
export interface RegistryCredentials {
  /**
   * Gets a login that is valid now.
   * @param registry - `accounts`: the AWS account ids that the connection names (`ecr:<account>`); empty for the
   * worker's own account
   * @param options - `fresh`: the last login was refused, so that it must not be given again; `refused`: that login,
   * by which a source that has a newer one already can tell
   */
  readonly login: (
    registry: { readonly kind: 'ecr'; readonly accounts: readonly string[] },
    options: CallOptions & { readonly fresh: boolean; readonly refused?: RegistryLogin },
  ) => TE.TaskEither<RegistryCredentialsError, RegistryLogin>;
}

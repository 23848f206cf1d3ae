import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobError } from '../job/job-error.js';
import type { RegistryLogin } from '../ports/registry-credentials.js';

/** The login of a docker connection. */
export interface Login {
  /** None when the connection names no registry. */
  readonly current: O.Option<RegistryLogin>;
  /** Gets another one, because the registry refused the current one. */
  readonly renew: TE.TaskEither<JobError, O.Option<RegistryLogin>>;
  /** Whether another one may differ: tokens expire, passwords do not. */
  readonly canRenew: boolean;
}

import type * as T from 'fp-ts/lib/Task.js';

import { type AwsClients, makeAwsClients } from './aws-clients.js';
import type { AwsOptions } from './aws-options.js';

/** How the adapters of {@link connectAws} are set up. @public */
export type ConnectAwsOptions = AwsOptions;

/** Every port that AWS serves, over one set of clients. @public */
export interface AwsAdapters {
  /** What the adapters share, for more adapters of the host's. */
  readonly clients: AwsClients;
  /** Closes the connections. No adapter can be used afterwards. Harmless when called again. */
  readonly close: T.Task<void>;
}

/**
 * Connects every port to AWS. Nothing is loaded, read or contacted until an adapter is used.
 * @returns adapters that the caller closes
 * @throws TypeError for options that cannot be meant
 * @public
 */
export const connectAws = (options: ConnectAwsOptions): AwsAdapters => {
  const clients = makeAwsClients(options);
  return { clients, close: clients.close };
};

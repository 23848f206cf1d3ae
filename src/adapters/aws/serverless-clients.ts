import * as E from 'fp-ts/lib/Either.js';

import type { RoleRequest } from '../../ports/role-credentials.js';
import { type AwsClients, makeAwsClients } from './aws-clients.js';
import type { AwsCredentials, AwsOptions } from './aws-options.js';
import { makeStsRoleCredentials } from './sts-role-credentials.js';
import { workerRegion } from './worker-region.js';

/** In which region, and as whom, a workgroup is asked. */
export interface ServerlessIdentity {
  readonly region?: string;
  readonly role?: RoleRequest;
}

/** Runs some work with clients of another region or role than the worker's, and closes them; or with the worker's own. */
export const withServerlessClients = async <A>(
  clients: AwsClients,
  { region, role }: ServerlessIdentity,
  signal: AbortSignal,
  work: (clients: AwsClients) => Promise<A>,
): Promise<A> => {
  if (role === undefined && region === undefined) return work(clients);
  const own = await workerRegion(clients);
  if (role === undefined && region === own) return work(clients);
  const { clients: _lent, ...options } = clients.options;
  const place = region ?? own;
  const other = makeAwsClients({
    ...options,
    ...(place === undefined ? {} : { region: place }),
    ...(role === undefined ? {} : { credentials: await assumed(clients, role, signal) }),
  } satisfies AwsOptions);
  try {
    return await work(other);
  } finally {
    await other.close();
  }
};

const assumed = async (
  clients: AwsClients,
  role: RoleRequest,
  signal: AbortSignal,
): Promise<AwsCredentials> => {
  const result = await makeStsRoleCredentials(clients).assume(role, { signal })();
  if (E.isLeft(result)) throw result.left;
  const { accessKeyId, secretAccessKey, sessionToken } = result.right;
  return {
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    sessionToken: sessionToken.reveal(),
  };
};

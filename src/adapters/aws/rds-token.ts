import { Secret } from '../../job/secret.js';
import { taggedError } from '../../job/tagged-error.js';
import type { AwsClients } from './aws-clients.js';

/** A database of RDS and a user of it. */
export interface RdsUser {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}

/** Signs a token, valid for 15 minutes, that an RDS database with IAM authentication takes for a password. */
export const makeRdsToken = async (
  { options: { region, credentials } }: AwsClients,
  { host, port, user }: RdsUser,
): Promise<Secret> => {
  if (credentials === undefined)
    throw taggedError('Unavailable', {
      code: 'aws.no-credentials',
      message: `A token for the database at ${host}:${port} needs the credentials of the AWS options`,
      details: { host },
    });
  const { Signer } = await import('@aws-sdk/rds-signer');
  const signer = new Signer({
    hostname: host,
    port,
    username: user,
    ...(region === undefined ? {} : { region }),
    // Without credentials the signer does what the SDK does by itself.
    ...(credentials === 'default-chain' ? {} : { credentials }),
  });
  return new Secret(await signer.getAuthToken());
};

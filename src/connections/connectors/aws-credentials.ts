import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { Secret } from '../../job/secret.js';
import { badConnection, connectionFailure, type ConnectionFailure } from '../connection-failure.js';
import type { ConnectorContext } from '../connector.js';
import { readSecret } from '../read-secret.js';
import type { AwsConnection } from './aws-record.js';
import { roleRequest } from './aws-role.js';

/** What the client signs its calls with. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly sessionToken?: Secret;
}

/**
 * Gets the credentials of an `aws` connection: stored keys before a role, as lava does. Nothing is kept between runs:
 * keys are cached by the secret store, and a role is assumed for each run, so that it lasts as long as it says.
 */
export const awsCredentials = (
  connection: AwsConnection,
  context: ConnectorContext,
): TE.TaskEither<ConnectionFailure, AwsCredentials> => {
  const { access_keys: keys, role_arn: role } = connection.record;
  if (keys !== undefined) return storedKeys(connection.connectionId, keys, context);
  if (role !== undefined) return assumedRole(connection, role, context);
  const message = `Connection ${connection.connectionId}: One of access_keys or role_arn is required`;
  return TE.left(badConnection(connection.connectionId, 'bad-record', message));
};

const storedKeys = (
  connectionId: string,
  name: string,
  { sources, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, AwsCredentials> =>
  pipe(
    readSecret(sources.secrets, { signal })({ connectionId, field: 'access_keys', name }),
    TE.chainEitherK((stored) => {
      const [, accessKeyId, secret] = /^\s*([^\s,]+)\s*,\s*([^\s,]+)\s*$/.exec(stored.reveal()) ?? [];
      return accessKeyId === undefined || secret === undefined
        ? E.left(
            badConnection(
              connectionId,
              'bad-record',
              `Connection ${connectionId}: the secret ${name}: Must be in format "access_key_id,access_secret_key"`,
            ),
          )
        : E.right({ accessKeyId, secretAccessKey: new Secret(secret) });
    }),
  );

const assumedRole = (
  connection: AwsConnection,
  roleArn: string,
  context: ConnectorContext,
): TE.TaskEither<ConnectionFailure, AwsCredentials> => {
  const { connectionId } = connection;
  const { roleCredentials } = context.sources;
  if (roleCredentials === undefined) {
    const message = `Connection ${connectionId}: role_arn is given, and this worker has no source of role credentials`;
    return TE.left(badConnection(connectionId, 'unsupported', message));
  }
  return pipe(
    roleRequest(connection, roleArn, context),
    TE.chain((request) =>
      pipe(
        roleCredentials.assume(request, { signal: context.signal }),
        TE.mapLeft((cause) =>
          connectionFailure(
            connectionId,
            `Connection ${connectionId}: Cannot assume the role ${roleArn}: ${cause.message}`,
            cause,
          ),
        ),
      ),
    ),
  );
};

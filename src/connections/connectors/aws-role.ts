import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { positiveDuration } from '../../job/duration.js';
import { jsonText } from '../../job/json-text.js';
import type { Secret } from '../../job/secret.js';
import type { RoleRequest } from '../../ports/role-credentials.js';
import { badConnection, type ConnectionFailure } from '../connection-failure.js';
import type { ConnectorContext } from '../connector.js';
import { readSecret } from '../read-secret.js';
import { sessionName, tagTexts } from '../role-session.js';
import type { AwsConnection } from './aws-record.js';

/** lava's default for the configuration item `AWS_CONN_DURATION`. */
const defaultDuration = '3h';

/** What is asked of the source of role credentials for an `aws` connection. */
export const roleRequest = (
  connection: AwsConnection,
  roleArn: string,
  context: ConnectorContext,
): TE.TaskEither<ConnectionFailure, RoleRequest> => {
  const { policy, policy_arns: policyArns, tags } = connection.record;
  return pipe(
    TE.Do,
    TE.bind('durationMs', () => TE.fromEither(durationOf(connection, context))),
    TE.bind('externalId', () => externalIdOf(connection, context)),
    TE.bind('name', () => context.applicationName),
    TE.map(({ durationMs, externalId, name }) => ({
      roleArn,
      sessionName: sessionName(name),
      durationMs,
      ...(externalId === undefined ? {} : { externalId }),
      ...(policyArns === undefined ? {} : { policyArns }),
      ...(policy === undefined ? {} : { policy: jsonText(policy) }),
      ...(tags === undefined ? {} : { tags: tagTexts(tags) }),
    })),
  );
};

const durationOf = (
  { connectionId, record }: AwsConnection,
  { config }: ConnectorContext,
): E.Either<ConnectionFailure, number> => {
  if (record.duration !== undefined) return E.right(record.duration);
  return pipe(
    positiveDuration.decode(config('AWS_CONN_DURATION') ?? defaultDuration),
    E.mapLeft(([error]) =>
      badConnection(
        connectionId,
        'bad-record',
        `Connection ${connectionId}: Bad AWS_CONN_DURATION: ${error?.message ?? 'Invalid duration'}`,
      ),
    ),
  );
};

const externalIdOf = (
  { connectionId, record: { external_id: name } }: AwsConnection,
  { sources, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, Secret | undefined> =>
  name === undefined
    ? TE.right(undefined)
    : readSecret(sources.secrets, { signal })({ connectionId, field: 'external_id', name });

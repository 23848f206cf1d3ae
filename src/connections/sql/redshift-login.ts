import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { DecodedBy } from '../../job/decode/decoder.js';
import { anyMap, anything } from '../../job/decode/containers.js';
import { lineText } from '../../job/decode/scalars.js';
import { positiveDuration } from '../../job/duration.js';
import type { RoleRequest } from '../../ports/role-credentials.js';
import type { ConnectionFailure } from '../connection-failure.js';
import { connectionRecord } from '../connection-record.js';
import type { ConnectorContext } from '../connector.js';
import { readSecret } from '../read-secret.js';
import { sessionName, tagTexts } from '../role-session.js';
import { badRecord } from './bad-record.js';
import { type MakeLogin, missingKeys, type SqlTarget } from './expand-sql.js';
import { madeLogin } from './made-login.js';
import { sqlFields } from './sql-record.js';

/** The record of a Redshift cluster or workgroup. */
export const redshiftRecord = connectionRecord(
  'keep',
  {},
  {
    ...sqlFields,
    password_duration: anything,
    cluster_id: lineText,
    workgroup: lineText,
    role_arn: lineText,
    external_id: lineText,
    tags: anyMap,
    region: lineText,
  },
);

type RedshiftRecord = DecodedBy<typeof redshiftRecord>;

/** lava's default for the configuration item `RS_PASSWORD_DURATION`. */
const defaultDuration = '15m';

/** How long the session of a role lasts that is assumed for a workgroup. */
const roleDurationMs = 15 * 60_000;

/** Temporary credentials of a user of a cluster. */
export const clusterLogin: MakeLogin<RedshiftRecord> = (target, context) => {
  const { connectionId, record, host } = target;
  const { user } = record;
  if (user === undefined) return TE.left(missingKeys(connectionId, { user }));
  return pipe(
    TE.fromEither(databaseAndDuration(target, context)),
    TE.chain((common) => {
      const cluster = record.cluster_id ?? firstLabel(host);
      return madeLogin(connectionId, { kind: 'redshift', cluster, user, ...common }, context);
    }),
  );
};

/** Temporary credentials for a workgroup. */
export const workgroupLogin: MakeLogin<RedshiftRecord> = (target, context) => {
  const { connectionId, record, host } = target;
  const { workgroup = firstLabel(host), region } = record;
  return pipe(
    TE.fromEither(databaseAndDuration(target, context)),
    TE.bindTo('common'),
    TE.bind('role', () => roleOf(target, context)),
    TE.chain(({ common, role }) =>
      madeLogin(
        connectionId,
        {
          kind: 'redshift-serverless',
          workgroup,
          ...common,
          ...(region === undefined ? {} : { region }),
          ...(role === undefined ? {} : { role }),
        },
        context,
      ),
    ),
  );
};

const databaseAndDuration = (
  { connectionId, record: { database, password_duration: own } }: SqlTarget<RedshiftRecord>,
  { config }: ConnectorContext,
): E.Either<ConnectionFailure, { readonly database: string; readonly durationMs: number }> => {
  if (database === undefined) return E.left(badRecord(connectionId, 'database must be specified'));
  const duration = positiveDuration.decode(own ?? config('RS_PASSWORD_DURATION') ?? defaultDuration);
  return E.isLeft(duration)
    ? E.left(badRecord(connectionId, 'Bad password_duration'))
    : E.right({ database, durationMs: duration.right });
};

const roleOf = (
  { connectionId, record: { role_arn: roleArn, external_id: name, tags } }: SqlTarget<RedshiftRecord>,
  { sources, signal, applicationName }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, RoleRequest | undefined> => {
  if (roleArn === undefined) return TE.right(undefined);
  const externalId =
    name === undefined
      ? TE.right(undefined)
      : readSecret(sources.secrets, { signal })({ connectionId, field: 'external_id', name });
  return pipe(
    applicationName,
    TE.bindTo('application'),
    TE.bind('id', () => externalId),
    TE.map(({ application, id }) => ({
      roleArn,
      sessionName: sessionName(application),
      durationMs: roleDurationMs,
      ...(id === undefined ? {} : { externalId: id }),
      ...(tags === undefined ? {} : { tags: tagTexts(tags) }),
    })),
  );
};

const firstLabel = (host: string): string => host.replace(/\..*$/, '');

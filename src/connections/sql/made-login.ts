import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { DatabaseLogin, DatabaseLoginRequest } from '../../ports/database-credentials.js';
import { badConnection, connectionFailure, type ConnectionFailure } from '../connection-failure.js';
import type { ConnectorContext } from '../connector.js';
import { missingKeys, type MakeLogin } from './expand-sql.js';
import type { SqlRecord } from './sql-record.js';

/** Asks the worker's source of database logins for one. */
export const madeLogin = (
  connectionId: string,
  request: DatabaseLoginRequest,
  { sources: { databaseCredentials }, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, DatabaseLogin> => {
  if (databaseCredentials === undefined) {
    const message = `Connection ${connectionId}: it has no password, and this worker has no source of database logins`;
    return TE.left(badConnection(connectionId, 'unsupported', message));
  }
  return pipe(
    databaseCredentials.login(request, { signal }),
    TE.mapLeft((cause) =>
      connectionFailure(
        connectionId,
        `Connection ${connectionId}: Cannot get a database login: ${cause.message}`,
        cause,
      ),
    ),
  );
};

/** The login of a database of RDS or Aurora with IAM authentication. */
export const rdsLogin: MakeLogin<SqlRecord> = ({ connectionId, record: { user }, host, port }, context) =>
  user === undefined
    ? TE.left(missingKeys(connectionId, { user }))
    : madeLogin(connectionId, { kind: 'rds', host, port, user }, context);

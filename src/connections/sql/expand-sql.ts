import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { Secret } from '../../job/secret.js';
import type { DatabaseLogin } from '../../ports/database-credentials.js';
import type { ConnectionFailure } from '../connection-failure.js';
import type { Connection, ConnectorContext } from '../connector.js';
import { readSecret } from '../read-secret.js';
import { badRecord } from './bad-record.js';
import { managedLogin } from './managed-login.js';
import type { SqlRecord } from './sql-record.js';

/** An SQL connection of which it is known where it leads. */
export interface SqlTarget<R extends SqlRecord = SqlRecord> {
  readonly connectionId: string;
  readonly type: string;
  /** What the record says, and the set of credentials where the record says nothing. */
  readonly record: R;
  readonly host: string;
  readonly port: number;
}

/** An SQL connection with everything that a client needs. */
export interface SqlConnection<R extends SqlRecord = SqlRecord> extends SqlTarget<R> {
  readonly login: DatabaseLogin;
}

/** Makes a login for a connection that has no password. */
export type MakeLogin<R extends SqlRecord> = (
  target: SqlTarget<R>,
  context: ConnectorContext,
) => TE.TaskEither<ConnectionFailure, DatabaseLogin>;

/** For types whose connections must have a password. */
export const passwordRequired: MakeLogin<SqlRecord> = ({ connectionId }) =>
  TE.left(badRecord(connectionId, 'Password must be specified'));

/**
 * Completes the record of an SQL connection, in lava's order: the password that `password` names; what the set of
 * credentials of `secret_id` brings, where the record has nothing of its own; host and port, which must be there; a
 * login made without a password, where the type has one; the user.
 */
export const expandSql = <R extends SqlRecord>(
  connection: Connection<R>,
  context: ConnectorContext,
  makeLogin: MakeLogin<R>,
): TE.TaskEither<ConnectionFailure, SqlConnection<R>> =>
  pipe(
    storedPassword(connection, context),
    TE.bindTo('stored'),
    TE.bind('managed', () => managedLogin(connection, context)),
    TE.bind('target', ({ managed }) => TE.fromEither(targetOf(connection, managed.fields))),
    TE.bind('login', ({ stored, managed, target }) => {
      const password = stored ?? managed.password;
      return password === undefined ? makeLogin(target, context) : TE.fromEither(ownLogin(target, password));
    }),
    TE.map(({ target, login }) => ({ ...target, login })),
  );

const storedPassword = (
  { connectionId, record: { password } }: Connection<SqlRecord>,
  { sources, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, Secret | undefined> =>
  password === undefined
    ? TE.right(undefined)
    : readSecret(sources.secrets, { signal })({ connectionId, field: 'password', name: password });

const targetOf = <R extends SqlRecord>(
  { connectionId, type, record: own }: Connection<R>,
  managed: Partial<SqlRecord>,
): E.Either<ConnectionFailure, SqlTarget<R>> => {
  const record = { ...managed, ...own };
  const { host, port } = record;
  return host === undefined || port === undefined
    ? E.left(missingKeys(connectionId, { host, port }))
    : E.right({ connectionId, type, record, host, port });
};

const ownLogin = (
  { connectionId, record: { user } }: SqlTarget,
  password: Secret,
): E.Either<ConnectionFailure, DatabaseLogin> =>
  user === undefined ? E.left(missingKeys(connectionId, { user })) : E.right({ user, password });

/** Names those of some fields that are not there. */
export const missingKeys = (
  connectionId: string,
  fields: Readonly<Record<string, unknown>>,
): ConnectionFailure => {
  const missing = Object.keys(fields).filter((name) => fields[name] === undefined);
  return badRecord(connectionId, `Missing keys: ${missing.join(', ')}`);
};

import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { Secret } from '../../job/secret.js';
import type { DatabaseLogin } from '../../ports/database-credentials.js';
import type { ConnectionFailure } from '../connection-failure.js';
import type { Connection, ConnectorContext } from '../connector.js';
import { readSecret } from '../read-secret.js';
import { badRecord } from './bad-record.js';
import { type ManagedLogin, managedLogin } from './managed-login.js';
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

/** What the connections of a type must have. */
export interface SqlRules<R extends SqlRecord> {
  /** How a connection without a password gets a login; `none`: it must have a password. */
  readonly login: MakeLogin<R> | 'none';
  /** Fields besides host and port. */
  readonly required: readonly (keyof SqlRecord)[];
}

/**
 * Completes the record of an SQL connection, in lava's order: the password that `password` names; what the set of
 * credentials of `secret_id` brings, where the record has nothing of its own; the fields that must be there; a login made
 * without a password, where the type has one. All that a record without `secret_id` lacks is reported before a secret is
 * read.
 */
export const expandSql = <R extends SqlRecord>(
  connection: Connection<R>,
  context: ConnectorContext,
  rules: SqlRules<R>,
): TE.TaskEither<ConnectionFailure, SqlConnection<R>> =>
  pipe(
    TE.fromEither(
      connection.record.secret_id === undefined ? completeTarget(connection, noLogin, rules) : E.right(null),
    ),
    TE.chain(() => storedPassword(connection, context)),
    TE.bindTo('stored'),
    TE.bind('managed', () => managedLogin(connection, context)),
    TE.bind('target', ({ managed }) => TE.fromEither(completeTarget(connection, managed, rules))),
    TE.bind('login', ({ stored, managed, target }) => {
      const password = stored ?? managed.password;
      if (password !== undefined) return TE.fromEither(ownLogin(target, password));
      // What must have a password has one by now.
      return rules.login === 'none'
        ? TE.left(badRecord(target.connectionId, passwordMissing))
        : rules.login(target, context);
    }),
    TE.map(({ target, login }) => ({ ...target, login })),
  );

const noLogin: ManagedLogin = { fields: {} };
const passwordMissing = 'Password must be specified';

const storedPassword = (
  { connectionId, record: { password } }: Connection<SqlRecord>,
  { sources, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, Secret | undefined> =>
  password === undefined
    ? TE.right(undefined)
    : readSecret(sources.secrets, { signal })({ connectionId, field: 'password', name: password });

/** Merges record and set of credentials, and reports all that is in neither. */
export const completeTarget = <R extends SqlRecord>(
  { connectionId, type, record: own }: Connection<R>,
  { fields, password }: ManagedLogin,
  { login, required }: SqlRules<R>,
): E.Either<ConnectionFailure, SqlTarget<R>> => {
  const record = { ...fields, ...own };
  const { host, port } = record;
  const missing = (['host', 'port', ...required] as const).filter((name) => record[name] === undefined);
  const hasPassword = own.password !== undefined || password !== undefined;
  const reasons = [
    ...(missing.length === 0 ? [] : [`Missing keys: ${missing.join(', ')}`]),
    ...(login === 'none' && !hasPassword ? [passwordMissing] : []),
  ];
  return host === undefined || port === undefined || reasons.length > 0
    ? E.left(badRecord(connectionId, reasons.join('; ')))
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

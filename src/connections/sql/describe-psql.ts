import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ConnectionFailure } from '../connection-failure.js';
import type { Connection, ConnectorContext, ConnectorDescription, ConnectorFile } from '../connector.js';
import { quote } from '../shell/quote.js';
import { command, connectorScript } from '../shell/script.js';
import { badRecord } from './bad-record.js';
import { expandSql, missingKeys, type SqlConnection, type SqlRules } from './expand-sql.js';
import { pgpass } from './pgpass.js';
import type { SqlRecord } from './sql-record.js';

/** Describes a connection whose client is `psql`. */
export const describePsql = <R extends SqlRecord>(
  connection: Connection<R>,
  context: ConnectorContext,
  rules: SqlRules<R>,
): TE.TaskEither<ConnectionFailure, ConnectorDescription> =>
  pipe(
    expandSql(connection, context, rules),
    TE.chainEitherK(checked),
    TE.bindTo('sql'),
    TE.bind('applicationName', () => context.applicationName),
    TE.map(({ sql, applicationName }) => {
      const password = passwordFile(sql, context.directory);
      return {
        files: [
          password.file,
          {
            path: 'psql',
            mode: 0o700,
            content: connectorScript(
              {
                connectionId: sql.connectionId,
                directory: context.directory,
                executable: 'psql',
                programs: ['psql', ...password.programs],
              },
              // These of the container's environment would win over the connection.
              'unset PGPASSWORD PGPASSFILE PGHOSTADDR PGSERVICE',
              ...password.lines,
              ...sslLines(sql.record),
              `[ -n "\${PGAPPNAME-}" ] || PGAPPNAME=${quote(applicationName)}`,
              'export PGSSLMODE PGAPPNAME',
              `exec ${client(sql)} "$@"`,
            ),
          },
        ],
        executable: 'psql',
        programs: ['psql'],
      };
    }),
  );

const checked = <R extends SqlRecord>(
  sql: SqlConnection<R>,
): E.Either<ConnectionFailure, SqlConnection<R> & { readonly record: { readonly database: string } }> => {
  const { connectionId, record, login } = sql;
  const { database } = record;
  if (database === undefined) return E.left(missingKeys(connectionId, { database }));
  if (login.password.reveal().includes('\0'))
    return E.left(badRecord(connectionId, 'the password holds a NUL, which psql cannot take'));
  return E.right({ ...sql, record: { ...record, database } });
};

interface PasswordFile {
  readonly file: ConnectorFile;
  /** Lines of the script that hand it to the client. */
  readonly lines: readonly string[];
  readonly programs: readonly string[];
}

const passwordFile = (sql: SqlConnection, directory: string): PasswordFile => {
  const line = pgpass(sql);
  if (line !== undefined)
    return {
      file: { path: 'pgpass', mode: 0o600, content: line },
      lines: [`PGPASSFILE=${quote(`${directory}/pgpass`)}`, 'export PGPASSFILE'],
      programs: [],
    };
  return {
    file: { path: 'password', mode: 0o600, content: sql.login.password },
    lines: [
      // The shell cuts line breaks off the end of what it reads, so something else has to be there.
      `PGPASSWORD=$(cat ${quote(`${directory}/password`)} && echo .) || exit`,
      'PGPASSWORD=${PGPASSWORD%.}',
      'export PGPASSWORD',
    ],
    programs: ['cat'],
  };
};

/** A job may ask for more than the connection does, not for less. */
const sslLines = ({ ssl = false }: SqlRecord): readonly string[] =>
  ssl
    ? ['case ${PGSSLMODE-} in verify-ca | verify-full) ;; *) PGSSLMODE=require ;; esac']
    : ['PGSSLMODE=${PGSSLMODE:-prefer}'];

const client = ({
  host,
  port,
  record: { database },
  login: { user },
}: SqlConnection & { readonly record: { readonly database: string } }): string =>
  command(
    ...['psql', '-h', host, '-p', String(port), '-d', databaseName(database), '-U', user],
    ...['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=on', '--pset', 'footer=off'],
  );

/** libpq takes a name with an equals sign, or one that looks like a URI, for a whole connection string. */
const databaseName = (database: string): string =>
  /=|^postgres(?:ql)?:\/\//.test(database) ? `dbname='${database.replace(/[\\']/g, '\\$&')}'` : database;

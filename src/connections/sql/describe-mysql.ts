import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { DecodedBy } from '../../job/decode/decoder.js';
import { lineText } from '../../job/decode/scalars.js';
import { Secret } from '../../job/secret.js';
import type { ConnectionFailure } from '../connection-failure.js';
import { connectionRecord } from '../connection-record.js';
import type { Connection, ConnectorContext, ConnectorDescription, ConnectorFile } from '../connector.js';
import { badRecord } from './bad-record.js';
import type { ReadCertificates } from './certificate-file.js';
import { expandSql, type MakeLogin, type SqlConnection } from './expand-sql.js';
import { mysqlScript } from './mysql-script.js';
import { optionFile } from './option-file.js';
import { sqlFields } from './sql-record.js';

/** The record of a connection to MySQL or MariaDB. */
export const mysqlRecord = connectionRecord('keep', {}, { ...sqlFields, ca_cert: lineText });

type MysqlRecord = DecodedBy<typeof mysqlRecord>;

/** Describes a connection whose client is `mysql`. */
export const describeMysql = (
  connection: Connection<MysqlRecord>,
  context: ConnectorContext,
  login: MakeLogin<MysqlRecord> | 'none',
  readCertificates: ReadCertificates,
): TE.TaskEither<ConnectionFailure, ConnectorDescription> =>
  pipe(
    expandSql(connection, context, { login, required: ['user'] }),
    TE.bindTo('sql'),
    TE.bind('isToken', ({ sql }) => TE.fromEither(checkToken(sql))),
    TE.bind('login', ({ sql }) => TE.fromEither(loginFile(sql))),
    TE.bind('ca', ({ sql }) => certificateFile(sql, context.directory, readCertificates)),
    TE.map(({ sql, isToken, login, ca }) => ({
      files: [
        login,
        ...ca.files,
        {
          path: 'mysql',
          mode: 0o700,
          content: mysqlScript({ ...sql, directory: context.directory, isToken, certificates: ca.path }),
        },
      ],
      executable: 'mysql',
      programs: ['mysql'],
    })),
  );

/** A token of IAM is a password that goes over the wire as it is. */
const checkToken = ({
  connectionId,
  record: { ssl = false },
  login,
}: SqlConnection<MysqlRecord>): E.Either<ConnectionFailure, boolean> => {
  const isToken = login.password.reveal().includes('X-Amz-Credential=');
  return isToken && !ssl ? E.left(sslRequired(connectionId)) : E.right(isToken);
};

/** The failure of a connection with IAM authentication and without encryption. */
export const sslRequired = (connectionId: string): ConnectionFailure =>
  badRecord(connectionId, 'SSL is required with IAM database authentication');

const loginFile = ({
  connectionId,
  login: { user, password },
}: SqlConnection<MysqlRecord>): E.Either<ConnectionFailure, ConnectorFile> => {
  const content = optionFile({ user, password: password.reveal() });
  return content instanceof Secret
    ? E.right({ path: 'login.cnf', mode: 0o600, content })
    : E.left(badRecord(connectionId, content.refused));
};

interface Certificates {
  readonly files: readonly ConnectorFile[];
  /** Where they are in the container. */
  readonly path: string | undefined;
}

/** A file that the worker has is copied; any other path is one of the image. */
const certificateFile =
  (
    { connectionId, record: { ssl = false, ca_cert: file } }: SqlConnection<MysqlRecord>,
    directory: string,
    readCertificates: ReadCertificates,
  ): TE.TaskEither<ConnectionFailure, Certificates> =>
  async () => {
    if (!ssl || file === undefined) return E.right({ files: [], path: undefined });
    const found = await readCertificates(file);
    switch (found._tag) {
      case 'certificates':
        return E.right({
          files: [{ path: 'ca.pem', mode: 0o600, content: found.pem }],
          path: `${directory}/ca.pem`,
        });
      case 'absent':
        return E.right({ files: [], path: file });
      case 'unusable':
        return E.left(badRecord(connectionId, `ca_cert names a file of the worker that ${found.reason}`));
    }
  };

import * as TE from 'fp-ts/lib/TaskEither.js';

import type { Connector } from '../connector.js';
import { defineConnector } from '../define-connector.js';
import { readCertificates as readFromWorker, type ReadCertificates } from '../sql/certificate-file.js';
import { describeMysql, mysqlRecord, sslRequired } from '../sql/describe-mysql.js';
import type { MakeLogin } from '../sql/expand-sql.js';
import { rdsLogin } from '../sql/made-login.js';
import type { SqlRecord } from '../sql/sql-record.js';

/** What the connectors of MySQL and MariaDB touch besides their sources. */
export interface MysqlOptions {
  /** Reads the file that `ca_cert` names. Default: from the file system of the worker. */
  readonly readCertificates?: ReadCertificates;
}

/**
 * `mysql`, `mariadb` and `mariadb-rds`: the client of either, with a password. `mysql-aurora` and `mysql-rds`: the same, and
 * without a password a login that IAM makes.
 */
export const mysqlConnectors = ({
  readCertificates = readFromWorker,
}: MysqlOptions = {}): readonly Connector[] => [
  defineConnector({
    types: ['mysql', 'mariadb', 'mariadb-rds'],
    record: mysqlRecord,
    describe: (connection, context) => describeMysql(connection, context, 'none', readCertificates),
  }),
  defineConnector({
    types: ['mysql-aurora', 'mysql-rds'],
    record: mysqlRecord,
    describe: (connection, context) => describeMysql(connection, context, encryptedLogin, readCertificates),
  }),
];

/** A login by IAM is asked for only where it can be used. */
const encryptedLogin: MakeLogin<SqlRecord> = (target, context) =>
  target.record.ssl === true ? rdsLogin(target, context) : TE.left(sslRequired(target.connectionId));

import { connectionRecord } from '../connection-record.js';
import { defineConnector } from '../define-connector.js';
import { describePsql } from '../sql/describe-psql.js';
import { rdsLogin } from '../sql/made-login.js';
import { sqlFields } from '../sql/sql-record.js';

const record = connectionRecord('keep', {}, sqlFields);
const required = ['user', 'database'] as const;

/** `psql` and `postgres`: the client of PostgreSQL, with a password. */
export const postgresConnector = defineConnector({
  types: ['psql', 'postgres'],
  record,
  describe: (connection, context) => describePsql(connection, context, { login: 'none', required }),
});

/** `postgres-aurora` and `postgres-rds`: the same, and without a password a login that IAM makes. */
export const postgresRdsConnector = defineConnector({
  types: ['postgres-aurora', 'postgres-rds'],
  record,
  describe: (connection, context) => describePsql(connection, context, { login: rdsLogin, required }),
});

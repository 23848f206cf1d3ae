import { defineConnector } from '../define-connector.js';
import { describePsql } from '../sql/describe-psql.js';
import { clusterLogin, redshiftRecord, workgroupLogin } from '../sql/redshift-login.js';

/** `redshift`: the client of PostgreSQL, and without a password temporary credentials of the cluster. */
export const redshiftConnector = defineConnector({
  types: ['redshift'],
  record: redshiftRecord,
  describe: (connection, context) =>
    describePsql(connection, context, { login: clusterLogin, required: ['user'] }),
});

/** `redshift-serverless`: the client of PostgreSQL, and without a password temporary credentials of the workgroup. */
export const redshiftServerlessConnector = defineConnector({
  types: ['redshift-serverless'],
  record: redshiftRecord,
  describe: (connection, context) =>
    describePsql(connection, context, { login: workgroupLogin, required: [] }),
});

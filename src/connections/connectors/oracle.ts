import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { lineText } from '../../job/decode/scalars.js';
import { connectionRecord } from '../connection-record.js';
import { defineConnector } from '../define-connector.js';
import { expandSql } from '../sql/expand-sql.js';
import { oracleLogon } from '../sql/oracle-logon.js';
import { oracleScript } from '../sql/oracle-script.js';
import { sqlFields } from '../sql/sql-record.js';

/** `oracle` and `oracle-rds`: SQL*Plus, with a password. */
export const oracleConnector = defineConnector({
  types: ['oracle', 'oracle-rds'],
  record: connectionRecord('keep', {}, { ...sqlFields, edition: lineText }),
  describe: (connection, context) =>
    pipe(
      expandSql(connection, context, { login: 'none', required: ['user'] }),
      TE.bindTo('sql'),
      TE.bind('logon', ({ sql }) => TE.fromEither(oracleLogon(sql))),
      TE.map(({ sql: { connectionId, record }, logon }) => ({
        files: [
          { path: 'logon', mode: 0o600, content: logon },
          {
            path: 'sqlplus',
            mode: 0o700,
            content: oracleScript({
              connectionId,
              directory: context.directory,
              edition: record.edition,
            }),
          },
        ],
        executable: 'sqlplus',
        programs: ['sqlplus'],
      })),
    ),
});

import * as TE from 'fp-ts/lib/TaskEither.js';

import { connectionRecord } from '../connection-record.js';
import { defineConnector } from '../define-connector.js';
import { badRecord } from '../sql/bad-record.js';
import { missingKeys } from '../sql/expand-sql.js';
import { sqlFields } from '../sql/sql-record.js';
import { lavaProgram } from './lava-program.js';

/**
 * `mssql`: lava's own `lava-sql`, which has to be in the image. It reads the record and the password itself, so the
 * record is checked here and no secret is read.
 */
export const mssqlConnector = defineConnector({
  types: ['mssql'],
  record: connectionRecord('keep', {}, sqlFields),
  describe: (connection, context) => {
    const { connectionId, record } = connection;
    const { host, port, user, password } = record;
    // What the record lacks may come from there.
    if (record.secret_id === undefined) {
      if (host === undefined || port === undefined) return TE.left(missingKeys(connectionId, { host, port }));
      if (password === undefined) return TE.left(badRecord(connectionId, 'Password must be specified'));
      if (user === undefined) return TE.left(missingKeys(connectionId, { user }));
    }
    return TE.right(lavaProgram({ program: 'lava-sql', connection, context }));
  },
});

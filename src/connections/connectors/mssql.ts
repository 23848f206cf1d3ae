import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { connectionRecord } from '../connection-record.js';
import { defineConnector } from '../define-connector.js';
import { completeTarget } from '../sql/expand-sql.js';
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
    // What the record lacks may come from there.
    const complete =
      connection.record.secret_id === undefined
        ? completeTarget(connection, { fields: {} }, { login: 'none', required: ['user'] })
        : E.right(undefined);
    return pipe(
      TE.fromEither(complete),
      TE.map(() => lavaProgram({ program: 'lava-sql', connection, context })),
    );
  },
});

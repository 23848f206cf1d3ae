import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { defineConnector } from '../define-connector.js';
import { command, connectorScript } from '../shell/script.js';
import { sshAccess, sshRecord } from './ssh-record.js';

/** `ssh`, `scp` and `sftp`: the client of that name with the connection's key and options. */
export const sshConnector = defineConnector({
  types: ['ssh', 'scp', 'sftp'],
  record: sshRecord,
  describe: (connection, context) =>
    pipe(
      sshAccess(connection, context),
      TE.map(({ options, keyFile }) => ({
        files: [
          keyFile,
          {
            path: connection.type,
            mode: 0o700,
            content: connectorScript(
              {
                connectionId: connection.connectionId,
                directory: context.directory,
                executable: connection.type,
                programs: [connection.type],
              },
              `exec ${command(connection.type, ...options)} "$@"`,
            ),
          },
        ],
        executable: connection.type,
        programs: [connection.type],
        needsUserEntry: true,
      })),
    ),
});

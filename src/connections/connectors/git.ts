import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { defineConnector } from '../define-connector.js';
import { quote } from '../shell/quote.js';
import { command, connectorScript } from '../shell/script.js';
import { sshAccess, sshRecord } from './ssh-record.js';

/** `git`: git over ssh, with the connection's key and options. */
export const gitConnector = defineConnector({
  types: ['git'],
  record: sshRecord,
  describe: (connection, context) =>
    pipe(
      sshAccess(connection, context),
      TE.map(({ options, keyFile }) => ({
        files: [
          keyFile,
          {
            path: 'git',
            mode: 0o700,
            content: connectorScript(
              {
                connectionId: connection.connectionId,
                directory: context.directory,
                executable: 'git',
                programs: ['git', 'ssh'],
              },
              'GIT_CONFIG_NOSYSTEM=1',
              'GIT_TERMINAL_PROMPT=0',
              // git gives this text to a shell: each word is quoted for that one, and the whole for this one.
              `GIT_SSH_COMMAND=${quote(command('ssh', ...options))}`,
              'GIT_SSH_VARIANT=ssh',
              'export GIT_CONFIG_NOSYSTEM GIT_TERMINAL_PROMPT GIT_SSH_COMMAND GIT_SSH_VARIANT',
              'exec git "$@"',
            ),
          },
        ],
        executable: 'git',
        programs: ['git', 'ssh'],
        needsUserEntry: true,
      })),
    ),
});

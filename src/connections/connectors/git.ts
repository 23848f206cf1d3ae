import { defineConnector } from '../define-connector.js';
import { quote } from '../shell/quote.js';
import { command } from '../shell/script.js';
import { describeSsh, sshRecord } from './describe-ssh.js';

/** `git`: git over ssh, with the connection's key and options. */
export const gitConnector = defineConnector({
  types: ['git'],
  record: sshRecord,
  describe: (connection, context) =>
    describeSsh(connection, context, {
      name: 'git',
      programs: ['ssh'],
      lines: (options) => [
        'GIT_CONFIG_NOSYSTEM=1',
        'GIT_TERMINAL_PROMPT=0',
        // git gives this text to a shell: each word is quoted for that one, and the whole for this one.
        `GIT_SSH_COMMAND=${quote(command('ssh', ...options))}`,
        'GIT_SSH_VARIANT=ssh',
        'export GIT_CONFIG_NOSYSTEM GIT_TERMINAL_PROMPT GIT_SSH_COMMAND GIT_SSH_VARIANT',
        'exec git "$@"',
      ],
    }),
});

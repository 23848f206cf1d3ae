import { defineConnector } from '../define-connector.js';
import { command } from '../shell/script.js';
import { describeSsh, sshRecord } from './describe-ssh.js';

/** `ssh`, `scp` and `sftp`: the client of that name with the connection's key and options. */
export const sshConnector = defineConnector({
  types: ['ssh', 'scp', 'sftp'],
  record: sshRecord,
  describe: (connection, context) =>
    describeSsh(connection, context, {
      name: connection.type,
      lines: (options) => [`exec ${command(connection.type, ...options)} "$@"`],
    }),
});

import { quote } from '../shell/quote.js';
import { command, connectorScript, missing } from '../shell/script.js';
import type { SqlConnection } from './expand-sql.js';

/** What the script of a client of MySQL or MariaDB is made from. */
export interface MysqlClient extends SqlConnection {
  /** The connection's own directory. */
  readonly directory: string;
  /** The password is a token of IAM. */
  readonly isToken: boolean;
  /** A file with the certificates of authorities. */
  readonly certificates: string | undefined;
}

/**
 * The clients of MySQL and MariaDB name the options for encryption differently, so the script asks the client of the
 * image what it is. An image may have either under the name `mysql`, and MariaDB's under its own name only.
 */
export const mysqlScript = (client: MysqlClient): string =>
  connectorScript(
    { ...client, executable: 'mysql', programs: [] },
    findClient(client),
    'case $("$client" --version </dev/null 2>/dev/null) in',
    '  *MariaDB*)',
    // Later releases complain about the name mysql.
    '    ! command -v mariadb >/dev/null 2>&1 || client=mariadb',
    `    ${setOptions(mariadbOptions(client))}`,
    ...(client.record.ssl === true ? requireEncryption(client) : []),
    '    ;;',
    '  *)',
    `    ${ignoreLoginPaths(client)}`,
    `    ${setOptions(mysqlOptions(client))}`,
    '    ;;',
    'esac',
    `exec "$client" ${command(...commonOptions(client))} "$@"`,
  );

const findClient = ({ connectionId }: MysqlClient): string => {
  const message = `Connection ${connectionId}: the image has neither mysql nor mariadb, one of which this connection needs`;
  return [
    'client=mysql',
    'command -v mysql >/dev/null 2>&1 || client=mariadb',
    `command -v "$client" >/dev/null 2>&1 || ${missing(message)}`,
  ].join('\n');
};

/**
 * MariaDB's client goes on unencrypted, without a word, with a server that has no TLS. So it is asked first, with the
 * same options, what it gets.
 */
const requireEncryption = (client: MysqlClient): readonly string[] => {
  const probe = ['--skip-column-names', '-e', "SHOW SESSION STATUS LIKE 'Ssl_cipher'"];
  const options = command(...commonOptions(client), ...mariadbOptions(client), ...probe);
  const message = `Connection ${client.connectionId}: SSL is required, but the server does not support it`;
  return [
    `    cipher=$("$client" ${options} </dev/null) || exit`,
    `    [ -n "\${cipher#Ssl_cipher?}" ] || { printf '%s\\n' ${quote(message)} >&2; exit 1; }`,
  ];
};

/**
 * MySQL's client reads the file that this variable names, by default `~/.mylogin.cnf` of the image, whatever
 * `--defaults-file` says, and what is in it wins.
 */
const ignoreLoginPaths = ({ directory }: MysqlClient): string =>
  `export MYSQL_TEST_LOGIN_FILE=${quote(`${directory}/no-login-paths`)}`;

const setOptions = (options: readonly string[]): string =>
  options.length === 0 ? ':' : `set -- ${command(...options)} "$@"`;

const commonOptions = ({ directory, host, port, record: { database } }: MysqlClient): readonly string[] => [
  // It has to be the first.
  `--defaults-file=${directory}/login.cnf`,
  '--batch',
  `--host=${host}`,
  `--port=${port}`,
  // Without it the host "localhost" is a socket of the container.
  '--protocol=TCP',
  '--connect-timeout=10',
  ...(database === undefined ? [] : [`--database=${database}`]),
];

const mysqlOptions = ({ record: { ssl = false }, isToken, certificates }: MysqlClient): readonly string[] => [
  // REQUIRED alone checks no certificate, not even with --ssl-ca.
  ...(ssl ? [`--ssl-mode=${certificates === undefined ? 'REQUIRED' : 'VERIFY_CA'}`] : []),
  ...(certificates === undefined ? [] : [`--ssl-ca=${certificates}`]),
  // MariaDB's client sends a password as it is when the server asks for it, and knows no such option.
  ...(isToken ? ['--enable-cleartext-plugin'] : []),
];

const mariadbOptions = ({ record: { ssl = false }, certificates }: MysqlClient): readonly string[] => [
  ...(ssl ? ['--ssl'] : []),
  // Later releases check a certificate unless they are told not to, and refuse servers that have none.
  certificates === undefined ? '--skip-ssl-verify-server-cert' : `--ssl-ca=${certificates}`,
];

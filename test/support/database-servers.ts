import { freePorts, type ServerContainer, startServerContainer } from './server-container.js';
import type { TestImage } from './test-images.js';

/** An image with the server of PostgreSQL. */
export const postgresServer: TestImage = {
  names: ['postgres-server:1'],
  packages: ['postgresql', 'openssl'],
};

/** An image with the server of MariaDB. Its tool for new databases needs a program of the client's package. */
export const mariadbServer: TestImage = {
  names: ['mariadb-server:1'],
  packages: ['mariadb-server-core', 'mariadb-client-core', 'openssl'],
};

/**
 * An image with the clients of both, and all shells of Debian; its sh is that of busybox. `command-lines` and
 * `environments` show those of all processes.
 */
export const databaseClients: TestImage = {
  names: ['database-clients:1'],
  packages: ['postgresql-client', 'mariadb-client-core', 'dash', 'bash'],
  files: [
    { path: 'usr/local/bin/psql', text: '#!/bin/sh\nexec /usr/lib/postgresql/*/bin/psql "$@"\n' },
    {
      path: 'usr/local/bin/command-lines',
      text: "#!/bin/sh\nfor p in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $p; echo; done\n",
    },
    {
      path: 'usr/local/bin/environments',
      text: "#!/bin/sh\ncat /proc/[0-9]*/environ | tr '\\0' '\\n'\n",
    },
  ],
  links: { 'bin/sh': 'busybox' },
  changes: ['ENV PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin'],
};

/**
 * Debian has no client of MySQL. This one presents itself as MySQL 8, knows the options of MySQL for encryption and not
 * those of MariaDB, and has MariaDB's do the work: its option file and its own options are proved by that, and not what
 * MySQL's own client makes of them.
 */
const mysqlStandIn = `#!/bin/sh
case \${1-} in
  --version) echo 'mysql  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)'; exit ;;
  --defaults-file=*) ;;
  *) echo 'mysql: [ERROR] --defaults-file is not the first option' >&2; exit 2 ;;
esac
for word; do
  shift
  case $word in
    --ssl-mode=REQUIRED | --ssl-mode=VERIFY_CA) set -- "$@" --ssl ;;
    --ssl | --ssl-verify-server-cert | --ssl-mode=*)
      echo "mysql: [ERROR] unknown option '$word'" >&2
      exit 2
      ;;
    --enable-cleartext-plugin) ;;
    *) set -- "$@" "$word" ;;
  esac
done
exec /usr/bin/mariadb "$@"
`;

/** An image with a stand-in for MySQL's client. */
export const mysqlClients: TestImage = {
  ...databaseClients,
  names: ['mysql-clients:1'],
  files: [...(databaseClients.files ?? []), { path: 'usr/local/bin/mysql', text: mysqlStandIn }],
};

/** A server of a kind, once with TLS and once without. */
export interface DatabaseServers {
  readonly plain: { readonly host: string; readonly port: number };
  readonly encrypted: { readonly host: string; readonly port: number };
  /** The certificate of the authority that vouches for the server. */
  readonly certificate: string;
  /** That of another authority. */
  readonly otherCertificate: string;
  readonly stop: () => Promise<void>;
}

const certificates = [
  'set -e',
  'cd /tmp',
  "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=test authority' -keyout ca.key -out ca.pem 2>/dev/null",
  "openssl req -newkey rsa:2048 -nodes -subj '/CN=localhost' -keyout server.key -out server.csr 2>/dev/null",
  'openssl x509 -req -days 2 -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem 2>/dev/null',
  'chmod 600 server.key',
  "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=other authority' -keyout other.key -out other.pem 2>/dev/null",
  'cat ca.pem other.pem',
];

/**
 * Starts PostgreSQL.
 * @param statements - SQL of its superuser, each on one line
 */
export const startPostgres = async (statements: readonly string[]): Promise<DatabaseServers> => {
  const [plain = 0, encrypted = 0] = await freePorts(2);
  const start = (port: number, directory: string, ...settings: readonly string[]): string =>
    `$bin/postgres -D ${directory} -c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories= -c fsync=off ${settings.join(' ')}`;
  return started(
    await startServerContainer({
      image: 'postgres-server:1',
      script: [
        ...certificates,
        'bin=$(echo /usr/lib/postgresql/*/bin)',
        '$bin/initdb -D one -U admin --auth-local=trust --auth-host=scram-sha-256 --no-sync --locale=C -E UTF8 >/dev/null',
        'printf %s "$STATEMENTS" | $bin/postgres --single -D one postgres >/dev/null',
        'cp -a one two',
        `${start(plain, 'one')} &`,
        `${start(encrypted, 'two', '-c ssl=on', '-c ssl_cert_file=/tmp/server.pem', '-c ssl_key_file=/tmp/server.key')} &`,
        'wait',
      ].join('\n'),
      // Single-user mode takes a statement a line.
      environment: { STATEMENTS: statements.map((statement) => `${statement}\n`).join('') },
      ready: /(?:database system is ready to accept connections[\s\S]*){2}/,
    }),
    plain,
    encrypted,
  );
};

/**
 * Starts MariaDB.
 * @param statements - SQL of its superuser
 */
export const startMariadb = async (statements: readonly string[]): Promise<DatabaseServers> => {
  const [plain = 0, encrypted = 0] = await freePorts(2);
  const start = (port: number, directory: string, ...settings: readonly string[]): string =>
    `mariadbd --no-defaults --datadir=/tmp/${directory} --bind-address=127.0.0.1 --port=${port} --socket=/tmp/${directory}.sock --skip-name-resolve ${settings.join(' ')}`;
  return started(
    await startServerContainer({
      image: 'mariadb-server:1',
      script: [
        ...certificates,
        'mariadb-install-db --no-defaults --datadir=/tmp/one --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve >/dev/null',
        'cp -a one two',
        'printf %s "$STATEMENTS" > init.sql',
        `${start(plain, 'one', '--init-file=/tmp/init.sql', '--skip-ssl')} &`,
        `${start(encrypted, 'two', '--init-file=/tmp/init.sql', '--ssl-cert=/tmp/server.pem', '--ssl-key=/tmp/server.key', '--ssl-ca=/tmp/ca.pem')} &`,
        'wait',
      ].join('\n'),
      environment: { STATEMENTS: statements.map((statement) => `${statement};\n`).join('') },
      ready: /(?:mariadbd: ready for connections[\s\S]*){2}/,
    }),
    plain,
    encrypted,
  );
};

const started = async (
  container: ServerContainer,
  plain: number,
  encrypted: number,
): Promise<DatabaseServers> => {
  const said = (await container.output()).replaceAll('\r', '');
  const [certificate = '', otherCertificate = ''] =
    said.match(/-----BEGIN CERTIFICATE-----\n[^]*?-----END CERTIFICATE-----\n/g) ?? [];
  return {
    plain: { host: '127.0.0.1', port: plain },
    encrypted: { host: '127.0.0.1', port: encrypted },
    certificate,
    otherCertificate,
    stop: container.stop,
  };
};

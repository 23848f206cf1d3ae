import { existsSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { mysqlConnectors } from '../../../../src/connections/connectors/mysql.js';
import type { CertificateFile } from '../../../../src/connections/sql/certificate-file.js';
import { makeFakeDatabaseCredentials } from '../../../../src/testing/index.js';
import {
  type ConnectorSetup,
  contentOf,
  describeWell,
  failureOf,
  shells,
  showArguments,
  withConnection,
} from '../../../support/connector-bench.js';

const token = 'host:3306/?Action=connect&X-Amz-Credential=AKIA';
const secrets = { '/p': 'a#b"c\\d ', '/token': token, '/nul': 'a\0b', '/long': 'x'.repeat(4000) };
const connection = (fields: object = {}, more: Partial<ConnectorSetup> = {}): ConnectorSetup => ({
  record: { type: 'mysql', host: 'db.test', port: '3306', user: 'u', password: '/p', ...fields },
  secrets,
  ...more,
});

/** The record's `ca_cert` is this on the worker. */
const worker = (file: CertificateFile) => ({
  connectors: mysqlConnectors({ readCertificates: () => Promise.resolve(file) }),
});
const certificates = worker({ _tag: 'certificates', pem: 'CERTIFICATES\n' });

/** A client that shows its arguments; asked for encryption, it says that it has it. */
const client = (version: string, cipher = 'TLS_AES'): string => `case "$*" in
  --version) echo ${version}; exit ;;
  *Ssl_cipher*) printf 'Ssl_cipher\\t${cipher}\\n'; exit ;;
esac
${showArguments}`;
const mysql = client("'mysql  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)'");
const mariadb = client("'mysql  Ver 15.1 Distrib 10.11.11-MariaDB, for debian-linux-gnu (x86_64)'");

const common = (directory: string): readonly string[] => [
  `[--defaults-file=${directory}/login.cnf]`,
  ...['[--batch]', '[--host=db.test]', '[--port=3306]', '[--protocol=TCP]', '[--connect-timeout=10]'],
];

describe('a connection to MySQL or MariaDB', () => {
  it.each([
    ['MySQL', { mysql }, []],
    ['MariaDB under the name mysql', { mysql: mariadb }, ['[--skip-ssl-verify-server-cert]']],
    ['MariaDB under its own name', { mariadb }, ['[--skip-ssl-verify-server-cert]']],
    ['both', { mysql, mariadb }, []],
  ])('case 66: starts the client of %s', (_, programs, flavoured) =>
    withConnection({ ...connection({ database: "d'b $x" }), programs }, async ({ run, described }) => {
      for (const shell of shells)
        expect(await run({ args: ['-e', 'select  1'] }, shell)).toEqual({
          status: 0,
          stderr: '',
          stdout: [
            ...common(described.directory),
            "[--database=d'b $x]",
            ...flavoured,
            '[-e]',
            '[select  1]',
            '',
          ].join('\n'),
        });
      expect(contentOf(described, 'login.cnf')).toBe('[client]\nuser="u"\npassword="a#b\\"c\\\\d "\n');
      expect(described.description.files.map(({ path }) => path)).toEqual(['login.cnf', 'mysql']);
    }),
  );

  it.each([
    ['MySQL', mysql, { ssl: true }, ['[--ssl-mode=REQUIRED]']],
    [
      'MySQL',
      mysql,
      { ssl: true, ca_cert: '/ca.pem' },
      ['[--ssl-mode=VERIFY_CA]', '[--ssl-ca=DIRECTORY/ca.pem]'],
    ],
    [
      'MySQL',
      mysql,
      { ssl: true, password: '/token' },
      ['[--ssl-mode=REQUIRED]', '[--enable-cleartext-plugin]'],
    ],
    ['MySQL', mysql, { ssl: false, ca_cert: '/ca.pem' }, []],
    ['MariaDB', mariadb, { ssl: true }, ['[--ssl]', '[--skip-ssl-verify-server-cert]']],
    ['MariaDB', mariadb, { ssl: true, ca_cert: '/ca.pem' }, ['[--ssl]', '[--ssl-ca=DIRECTORY/ca.pem]']],
    ['MariaDB', mariadb, { ssl: true, password: '/token' }, ['[--ssl]', '[--skip-ssl-verify-server-cert]']],
    ['MariaDB', mariadb, { ca_cert: '/ca.pem' }, ['[--skip-ssl-verify-server-cert]']],
  ])('asks the client of %s for encryption in its own words (%#)', (_, program, fields, options) =>
    withConnection(
      { ...connection(fields), ...certificates, programs: { mysql: program } },
      async ({ run, described }) => {
        for (const shell of shells)
          expect((await run({}, shell)).stdout.split('\n').slice(0, -1)).toEqual([
            ...common(described.directory),
            ...options.map((option) => option.replace('DIRECTORY', described.directory)),
          ]);
      },
    ),
  );

  it("does not go on unencrypted, as MariaDB's client does", () =>
    withConnection(
      { ...connection({ ssl: true }), programs: { mysql: client("'10-MariaDB'", '') } },
      async ({ run }) => {
        for (const shell of shells)
          expect(await run({}, shell)).toEqual({
            status: 1,
            stdout: '',
            stderr: 'Connection c1: SSL is required, but the server does not support it\n',
          });
      },
    ));

  it('copies the certificates of a file of the worker', async () => {
    const described = await describeWell({ ...connection({ ssl: true, ca_cert: '/x' }), ...certificates });
    expect(contentOf(described, 'ca.pem')).toBe('CERTIFICATES\n');
  });

  it('takes a file that the worker does not have for one of the image', async () => {
    const setup = { ...connection({ ssl: true, ca_cert: '/x $y.pem' }), ...worker({ _tag: 'absent' }) };
    const described = await describeWell(setup);
    expect(described.description.files.map(({ path }) => path)).toEqual(['login.cnf', 'mysql']);
    expect(contentOf(described, 'mysql')).toContain("'--ssl-ca=/x $y.pem'");
  });

  // What it reads from there would win over the connection's user and password.
  it("keeps MySQL's client from the login paths of the image", () =>
    withConnection(
      { ...connection(), programs: { mysql: 'printf "%s\\n" "$MYSQL_TEST_LOGIN_FILE"' } },
      async ({ run, described }) => {
        const { stdout } = await run({ environment: { MYSQL_TEST_LOGIN_FILE: '/etc/logins' } });
        expect(stdout).toBe(`${described.directory}/no-login-paths\n`);
        expect(existsSync(stdout.trim())).toBe(false);
      },
    ));

  it('has the exit status of the client', () =>
    withConnection(
      { ...connection(), programs: { mysql: 'case $1 in --version) ;; *) exit 5 ;; esac' } },
      async ({ run }) => {
        for (const shell of shells) expect(await run({}, shell)).toMatchObject({ status: 5 });
      },
    ));

  it.each(['mysql-aurora', 'mysql-rds'])('%s without a password asks for a token', async (type) => {
    const databaseCredentials = makeFakeDatabaseCredentials();
    const described = await describeWell(
      connection({ type, ssl: true, password: undefined }, { sources: { databaseCredentials } }),
    );
    expect(databaseCredentials.requests).toEqual([{ kind: 'rds', host: 'db.test', port: 3306, user: 'u' }]);
    expect(contentOf(described, 'login.cnf')).toContain('token-for-u');
  });

  it.each([
    [{ password: undefined }, 'Password must be specified'],
    [{ type: 'mariadb-rds', password: undefined }, 'Password must be specified'],
    [{ type: 'mysql-aurora', password: undefined }, 'SSL is required with IAM database authentication'],
    [{ password: '/token' }, 'SSL is required with IAM database authentication'],
    [{ password: '/nul' }, 'the password holds a NUL, which an option file cannot'],
    [{ password: '/long' }, 'the password is too long for an option file'],
    [{ ca_cert: 'a\nb' }, 'ca_cert must be text on one line'],
    [{ host: undefined }, 'Missing keys: host'],
  ])('case 67: refuses the record %j', async (fields, message) => {
    const sources = { databaseCredentials: makeFakeDatabaseCredentials() };
    const failure = await failureOf(connection(fields, { sources }));
    expect(failure.message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });

  it('refuses a file of the worker that is of no use', async () => {
    const setup = connection({ ssl: true, ca_cert: '/x' });
    const failure = await failureOf({
      ...setup,
      ...worker({ _tag: 'unusable', reason: 'holds no certificate' }),
    });
    expect(failure.message).toBe(
      'Connection c1: ca_cert names a file of the worker that holds no certificate',
    );
  });
});

import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../../../src/job/secret.js';
import { makeFakeDatabaseCredentials, makeInMemorySecretStore } from '../../../../src/testing/index.js';
import {
  type ConnectorSetup,
  contentOf,
  describeWell,
  failureOf,
  shells,
  showArguments,
  withConnection,
} from '../../../support/connector-bench.js';

const long = `it's $HOME \`id\` \\ ${'x'.repeat(99)}\n\n`;
const secrets = { '/p': "p:a\\s's", '/long': long, '/nul': 'a\0b' };
const connection = (fields: object = {}, more: Partial<ConnectorSetup> = {}): ConnectorSetup => ({
  record: {
    type: 'postgres',
    host: 'db.test',
    port: 5432,
    user: 'u',
    password: '/p',
    database: 'd',
    ...fields,
  },
  secrets,
  ...more,
});

/** Shows what psql would go by. */
const psql = `${showArguments}
for name in PGAPPNAME PGHOSTADDR PGPASSFILE PGPASSWORD PGSERVICE PGSSLMODE; do
  eval "value=\\\${$name-none}"; printf '%s=%s\\n' $name "$value"
done`;

describe('a connection whose client is psql', () => {
  it('case 61: starts psql with what the record says, and the password in a file', () =>
    withConnection(
      { ...connection({ host: "d'b $x", user: 'u {0}', database: '`d`' }), programs: { psql } },
      async ({ run, described }) => {
        const environment = { PGPASSWORD: 'x', PGHOSTADDR: 'x', PGSERVICE: 'x', PGPASSFILE: 'x' };
        for (const shell of shells)
          expect(await run({ args: ['-c', 'select  1'], environment }, shell)).toEqual({
            status: 0,
            stderr: '',
            stdout: [
              ...['[-h]', "[d'b $x]", '[-p]', '[5432]', '[-d]', '[`d`]', '[-U]', '[u {0}]'],
              ...['[--no-psqlrc]', '[--quiet]', '[--set]', '[ON_ERROR_STOP=on]', '[--pset]', '[footer=off]'],
              ...['[-c]', '[select  1]'],
              'PGAPPNAME=lv-test-test/job',
              'PGHOSTADDR=none',
              `PGPASSFILE=${described.directory}/pgpass`,
              'PGPASSWORD=none',
              'PGSERVICE=none',
              'PGSSLMODE=prefer',
              '',
            ].join('\n'),
          });
        expect(contentOf(described, 'pgpass')).toBe("d'b $x:5432:`d`:u {0}:p\\:a\\\\s's\n");
        expect(described.description).toMatchObject({ executable: 'psql', programs: ['psql'] });
        expect(JSON.stringify(described)).not.toContain("s's");
      },
    ));

  it('case 63: hands a long password over in the environment of psql alone, whatever is in it', () =>
    withConnection(
      { ...connection({ password: '/long' }), programs: { psql } },
      async ({ run, described }) => {
        for (const shell of shells) {
          const { stdout } = await run({}, shell);
          expect(stdout).toContain(`PGPASSWORD=${long}\n`);
          expect(stdout).toContain('PGPASSFILE=none\n');
        }
        expect(contentOf(described, 'psql')).not.toContain('xxx');
        expect(described.description.files).toMatchObject([
          { path: 'password', mode: 0o600 },
          { mode: 0o700 },
        ]);
      },
    ));

  it.each([
    [true, undefined, 'require'],
    [true, 'prefer', 'require'],
    [true, 'verify-ca', 'verify-ca'],
    [true, 'verify-full', 'verify-full'],
    [false, undefined, 'prefer'],
    [undefined, '', 'prefer'],
    [undefined, 'disable', 'disable'],
    ['true', undefined, 'require'],
  ])('case 62: with ssl %j and PGSSLMODE %j the mode is %s', (ssl, given, mode) =>
    withConnection({ ...connection({ ssl }), programs: { psql } }, async ({ run }) => {
      const environment = given === undefined ? {} : { PGSSLMODE: given };
      for (const shell of shells)
        expect((await run({ environment }, shell)).stdout).toContain(`PGSSLMODE=${mode}\n`);
    }),
  );

  it.each([
    ['', 'lv-test-test/job'],
    ["it's", "it's"],
  ])('with the application name %j in the environment it is %j', (PGAPPNAME, name) =>
    withConnection({ ...connection(), programs: { psql } }, async ({ run }) => {
      expect((await run({ environment: { PGAPPNAME } })).stdout).toContain(`PGAPPNAME=${name}\n`);
    }),
  );

  it.each([
    ['plain', 'plain'],
    ["a=b'c\\d", "dbname='a=b\\'c\\\\d'"],
    ['postgresql://x', "dbname='postgresql://x'"],
    ['postgres://x', "dbname='postgres://x'"],
  ])('gives the database %j as %j', (database, argument) =>
    withConnection({ ...connection({ database }), programs: { psql } }, async ({ run }) => {
      expect((await run()).stdout).toContain(`[-d]\n[${argument}]\n`);
    }),
  );

  it('has the exit status of psql', () =>
    withConnection({ ...connection(), programs: { psql: 'exit 3' } }, async ({ run }) => {
      for (const shell of shells) expect(await run({}, shell)).toMatchObject({ status: 3 });
    }));

  it('case 65: takes from the set of credentials what the record does not have', async () => {
    const managedSecrets = makeInMemorySecretStore({
      '/m': JSON.stringify({
        username: 'managed',
        password: 'literal:pw',
        host: 'elsewhere.test',
        port: '6000',
        dbname: 'managed-db',
        dbClusterIdentifier: 'c',
        engine: 'postgres',
      }),
    });
    const described = await describeWell({
      record: { type: 'Postgres', host: 'own.test', secret_id: '/m' },
      secrets,
      sources: { managedSecrets },
    });
    expect(contentOf(described, 'pgpass')).toBe('own.test:6000:managed-db:managed:literal\\:pw\n');
  });

  it('prefers the password that the record names to that of the set of credentials', async () => {
    const managedSecrets = makeInMemorySecretStore({ '/m': '{"password": "managed"}' });
    const described = await describeWell(connection({ secret_id: '/m' }, { sources: { managedSecrets } }));
    expect(contentOf(described, 'pgpass')).toContain(":p\\:a\\\\s's\n");
  });

  it.each(['postgres-rds', 'postgres-aurora'])(
    'case 63: %s without a password asks for a token',
    async (type) => {
      const databaseCredentials = makeFakeDatabaseCredentials();
      const described = await describeWell(
        connection({ type, password: undefined }, { sources: { databaseCredentials } }),
      );
      expect(databaseCredentials.requests).toEqual([{ kind: 'rds', host: 'db.test', port: 5432, user: 'u' }]);
      expect(contentOf(described, 'password')).toMatch(/^token-for-u/);
    },
  );

  it('a type for IAM with a password asks for no token', async () => {
    const databaseCredentials = makeFakeDatabaseCredentials();
    await describeWell(connection({ type: 'postgres-rds' }, { sources: { databaseCredentials } }));
    expect(databaseCredentials.requests).toEqual([]);
  });

  it.each([
    [{ password: undefined }, 'Password must be specified'],
    [{ host: undefined, port: undefined }, 'Missing keys: host, port'],
    [{ user: undefined }, 'Missing keys: user'],
    [{ database: undefined }, 'Missing keys: database'],
    [
      { host: undefined, user: undefined, database: undefined, password: undefined },
      'Missing keys: host, user, database; Password must be specified',
    ],
    [{ port: undefined, password: '/none' }, 'Missing keys: port'],
    [{ port: 'x' }, 'port must be a whole number'],
    [{ port: 0 }, 'port must be a whole number from 1 to 65535'],
    [{ host: 'a\nb' }, 'host must be text on one line'],
    [{ user: 'a\0b' }, 'user must be text on one line'],
    [{ database: 7 }, 'database must be text that is not empty'],
    [{ ssl: 'maybe' }, 'ssl must be true or false'],
    [{ password: '/none' }, 'password names the secret /none, which does not exist'],
    [{ password: '/nul' }, 'the password holds a NUL, which psql cannot take'],
    [{ secret_id: '/m' }, 'secret_id is given, and this worker has no source of managed secrets'],
    [{ type: 'postgres-rds', password: undefined, user: undefined }, 'Missing keys: user'],
    [
      { type: 'postgres-rds', password: undefined },
      'it has no password, and this worker has no source of database logins',
    ],
  ])('refuses the record %j', async (fields, message) => {
    expect((await failureOf(connection(fields))).message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });

  it.each([
    ['not json', 'the secret of secret_id is not JSON'],
    ['["a"]', 'the secret of secret_id: must be a map'],
    ['{"password": 5}', 'the secret of secret_id: password must be text that is not empty'],
    ['{"port": "x"}', 'the secret of secret_id: port must be a whole number'],
    ['{"host": "a\\nb"}', 'the secret of secret_id: host must be text on one line'],
  ])('refuses the set of credentials %s', async (text, message) => {
    const managedSecrets = makeInMemorySecretStore({ '/m': text });
    const failure = await failureOf(connection({ secret_id: '/m' }, { sources: { managedSecrets } }));
    expect(failure.message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });

  it('says why there is no token', async () => {
    const databaseCredentials = makeFakeDatabaseCredentials(() =>
      E.left(
        Object.assign(new Error('no'), {
          _tag: 'AccessDenied' as const,
          code: 'rds.denied',
          retryable: false,
          details: {},
        }),
      ),
    );
    const failure = await failureOf(
      connection({ type: 'postgres-rds', password: undefined }, { sources: { databaseCredentials } }),
    );
    expect(failure).toMatchObject({
      code: 'connection.denied',
      message: 'Connection c1: Cannot get a database login: no',
    });
  });

  it('shows no password that a source gives', async () => {
    const databaseCredentials = makeFakeDatabaseCredentials(() =>
      E.right({ user: 'given', password: new Secret('given-password') }),
    );
    const described = await describeWell(
      connection({ type: 'postgres-rds', password: undefined }, { sources: { databaseCredentials } }),
    );
    expect(contentOf(described, 'pgpass')).toBe('db.test:5432:d:given:given-password\n');
    expect(JSON.stringify(described)).not.toContain('given-password');
  });
});

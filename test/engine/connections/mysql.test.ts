import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Secret } from '../../../src/index.js';
import { makeFakeDatabaseCredentials } from '../../../src/testing/index.js';
import { awkward, databaseJob, databaseSetups, token } from '../../support/database-jobs.js';
import {
  clientsPath,
  databaseClients,
  type DatabaseServers,
  mariadbServer,
  startMariadb,
} from '../../support/database-servers.js';
import { describeCases } from '../../support/describe-cases.js';
import { errorOf, resultOf } from '../../support/run-results.js';
import { expectNowhere } from '../../support/secret-search.js';

const user = `o'dd#u\\s"er $HOME`;
const database = `da=ta 'b\\a#se`;
const broken = ' two\nlines\r\n\t\b ';

/** A text as MariaDB's SQL has it. */
const text = (value: string): string =>
  `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\b', '\\b')}'`;

const statements = [
  `CREATE USER ${text(user)} IDENTIFIED BY ${text(awkward)}`,
  `GRANT ALL ON *.* TO ${text(user)}`,
  `CREATE DATABASE \`${database}\``,
  `CREATE USER app IDENTIFIED BY ${text(token)}`,
  `CREATE USER broken IDENTIFIED BY ${text(broken)}`,
  `CREATE USER plain IDENTIFIED BY 'plain-pass-1'`,
];

const clients = { 'MariaDB as mysql': clientsPath, 'MySQL 8 (stand-in)': `/opt/mysql:${clientsPath}` };

describeCases('connections to MySQL and MariaDB', [mariadbServer, databaseClients], ({ bench }) => {
  let servers: DatabaseServers;
  let folder: string;
  const { everySecret, setup } = databaseSetups(broken, () => ({ type: 'mysql', ...servers.plain }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lava-certificates-'));
    servers = await startMariadb(statements);
    await writeFile(join(folder, 'ca.pem'), servers.certificate);
    await writeFile(join(folder, 'other.pem'), servers.otherCertificate);
  });
  afterAll(async () => {
    await servers.stop();
    await rm(folder, { recursive: true });
  });

  describe.each(Object.entries(clients))('with the client of %s', (_, PATH) => {
    const job = (script: string, parameters?: object) =>
      databaseJob(script, { env: { PATH }, ...parameters });

    it('the image has that client', () =>
      bench(setup(), async ({ run }) => {
        const version = PATH === clientsPath ? /Distrib \S+-MariaDB/ : /Ver 8\.0.*MySQL Community/;
        expect((await run(job('mysql --version'))).log).toMatch(version);
      }));

    it('case 66: every printable character may stand in password, user and database', () =>
      bench(setup({ user, database, password: '/awkward' }), async (own) => {
        const ended = await own.run(
          job(`"$LAVA_CONN_DB" -N -e "select hex(substring_index(user(), '@', 1)), hex(database())"`),
        );
        resultOf(ended);
        expect(
          ended.log
            ?.trim()
            .split('\t')
            .map((hex) => Buffer.from(hex, 'hex').toString()),
        ).toEqual([user, database]);
        expectNowhere(everySecret, own, ended);
      }));

    it('case 66: blanks and line breaks at the ends of a password count', () =>
      bench(setup({ user: 'broken', password: '/broken' }), async (own) => {
        const ended = await own.run(job(`"$LAVA_CONN_DB" -N -e 'select 1'`));
        resultOf(ended);
        expect(ended.log).toBe('1\n');
        expectNowhere(everySecret, own, ended);
      }));

    it('no process shows the password, and the environment of none has it', () =>
      bench(setup({ user, password: '/awkward' }), async (own) => {
        const ended = await own.run(
          job(`printf '%s\\n' '\\! command-lines' '\\! environments' | "$LAVA_CONN_DB"`),
        );
        resultOf(ended);
        expect(ended.log).toMatch(/--defaults-file=\S+ --batch --host=127\.0\.0\.1/);
        expect(ended.log).toContain('LAVA_CONN_DB=');
        expectNowhere(everySecret, own, ended);
      }));

    it('case 77: dash, bash and busybox run the executable', () =>
      bench(setup(), async ({ run }) => {
        const ended = await run(
          job(`for s in dash bash 'busybox sh'; do $s "$LAVA_CONN_DB" -N -e 'select "a b"'; done`),
        );
        resultOf(ended);
        expect(ended.log).toBe('a b\na b\na b\n');
      }));

    it('ssl: true is encrypted by a server with TLS', () =>
      bench(setup({ ssl: true, ...servers.encrypted }), async ({ run }) => {
        const ended = await run(job(`"$LAVA_CONN_DB" -N -e "show status like 'Ssl_cipher'"`));
        resultOf(ended);
        expect(ended.log).toMatch(/^Ssl_cipher\tTLS/);
      }));

    it('the certificate of a file of the worker is copied, and checked', async () => {
      const ssl = { ssl: true, ...servers.encrypted };
      await bench(setup({ ...ssl, ca_cert: join(folder, 'ca.pem') }), async ({ run }) => {
        const ended = await run(
          job(`"$LAVA_CONN_DB" -N -e 'select 1'; head -n 1 "\${LAVA_CONN_DB%/*}/ca.pem"`),
        );
        resultOf(ended);
        expect(ended.log).toBe('1\n-----BEGIN CERTIFICATE-----\n');
      });
      await bench(setup({ ...ssl, ca_cert: join(folder, 'other.pem') }), async ({ run }) => {
        const ended = await run(job(`"$LAVA_CONN_DB" -N -e 'select 1'`));
        expect(errorOf(ended).message).toBe('Failed with exit status 1');
        expect(ended.log).toContain('TLS/SSL error');
      });
    });

    it('a token of IAM is the password', async () => {
      const databaseCredentials = makeFakeDatabaseCredentials(() =>
        E.right({ user: 'app', password: new Secret(token) }),
      );
      const rds = {
        type: 'mysql-aurora',
        ssl: true,
        ...servers.encrypted,
        user: 'app',
        password: undefined,
      };
      await bench({ ...setup(rds), deps: { databaseCredentials } }, async (own) => {
        const ended = await own.run(job(`"$LAVA_CONN_DB" -N -e 'select user()'`));
        resultOf(ended);
        expect(ended.log).toContain('app@');
        expectNowhere(everySecret, own, ended);
      });
      expect(databaseCredentials.requests).toEqual([{ kind: 'rds', ...servers.encrypted, user: 'app' }]);
    });

    it('the job has the exit status of the client', () =>
      bench(setup(), async ({ run }) => {
        const ended = await run(job(`"$LAVA_CONN_DB" -e 'select nothing'`));
        expect(errorOf(ended).message).toBe('Failed with exit status 1');
        expect(ended.log).toContain("Unknown column 'nothing'");
      }));

    it('case 97: a container whose user is not the user of the worker can use it', () =>
      bench(setup({ user, password: '/awkward' }), async ({ run }) => {
        const ended = await run(
          job(`id -u; "$LAVA_CONN_DB" -N -e 'select 1'`, { host_config: { user: '4242' } }),
        );
        resultOf(ended);
        expect(ended.log).toBe('4242\n1\n');
      }));
  });

  // That MySQL's own client refuses it is MySQL's doing, which the stand-in does not show.
  it('ssl: true is refused by a server without TLS', () =>
    bench(setup({ ssl: true }), async (own) => {
      const ended = await own.run(databaseJob(`"$LAVA_CONN_DB" -e 'select 1'`));
      expect(errorOf(ended).message).toBe('Failed with exit status 1');
      expect(ended.log).toBe('Connection c1: SSL is required, but the server does not support it\n');
      expectNowhere(everySecret, own, ended);
    }));

  it('an image with mariadb and no mysql will do', () =>
    bench(setup(), async ({ run }) => {
      const script = `mkdir -p bin; for p in mariadb cat id; do ln -s "$(command -v $p)" bin/$p; done
          PATH=$PWD/bin "$LAVA_CONN_DB" -N -e 'select 1'`;
      const ended = await run(databaseJob(script));
      resultOf(ended);
      expect(ended.log).toBe('1\n');
    }));

  it('an image with neither is told so, also when PATH leads back to the executable', () =>
    bench(setup(), async ({ run }) => {
      const ended = await run({
        ...databaseJob(`PATH=\${LAVA_CONN_DB%/*}:$PATH; mysql -e 'select 1'`),
        payload: 'img:1',
      });
      expect(errorOf(ended).message).toBe('Failed with exit status 127');
      expect(ended.log).toBe(
        'Connection c1: the image has neither mysql nor mariadb, one of which this connection needs\n',
      );
    }));
});

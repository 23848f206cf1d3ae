import * as E from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { Secret } from '../../../src/index.js';
import { makeFakeDatabaseCredentials } from '../../../src/testing/index.js';
import { awkward, databaseJob, databaseSetups, token } from '../../support/database-jobs.js';
import {
  databaseClients,
  type DatabaseServers,
  postgresServer,
  startPostgres,
} from '../../support/database-servers.js';
import { describeCases } from '../../support/describe-cases.js';
import { environmentOf, errorOf, resultOf } from '../../support/run-results.js';
import { expectNowhere } from '../../support/secret-search.js';

const user = `o'dd:u\\s"er $HOME`;
const database = `da=ta 'b\\a:se`;
const broken = 'two\nlines\r\n\n';

/** A text as PostgreSQL's SQL has it, on one line. */
const text = (value: string): string =>
  `E'${value.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
const name = (value: string): string => `"${value.replaceAll('"', '""')}"`;

const statements = [
  `CREATE ROLE ${name(user)} LOGIN PASSWORD ${text(awkward)}`,
  `CREATE DATABASE ${name(database)}`,
  `CREATE ROLE app LOGIN PASSWORD ${text(token)}`,
  `CREATE ROLE broken LOGIN PASSWORD ${text(broken)}`,
  `CREATE ROLE plain LOGIN PASSWORD 'plain-pass-1'`,
];

describeCases('connections to PostgreSQL', [postgresServer, databaseClients], ({ bench }) => {
  let servers: DatabaseServers;
  const { everySecret, setup } = databaseSetups(broken, () => ({
    type: 'postgres',
    ...servers.plain,
    database: 'postgres',
  }));

  beforeAll(async () => {
    servers = await startPostgres(statements);
  });
  afterAll(() => servers.stop());

  it('case 61: every printable character may stand in password, user and database', () =>
    bench(setup({ user, database, password: '/awkward' }), async (own) => {
      const ended = await own.run(
        databaseJob(
          `stat -c '%a %n' "$LAVA_CONN_DB" "\${LAVA_CONN_DB%/*}" "\${LAVA_CONN_DB%/*}/pgpass" | sed 's| /.*/| |'
           "$LAVA_CONN_DB" -At -c 'select current_user, current_database()'`,
        ),
      );
      resultOf(ended);
      expect(ended.log).toMatch(/^700 psql\n700 conn\.\S+\n600 pgpass\n/);
      expect(ended.log?.split('\n')[3]).toBe(`${user}|${database}`);
      expect(environmentOf(ended)).toMatchObject({
        LAVA_CONNID_DB: 'c1',
        LAVA_CONN_DB: expect.stringMatching(/\/conn\.[^/]+\/psql$/) as string,
      });
      expectNowhere(everySecret, own, ended);
    }));

  it('case 61: no process shows the password, and the environment of none has it', () =>
    bench(setup({ user, password: '/awkward' }), async (own) => {
      const ended = await own.run(
        databaseJob(`printf '%s\\n' '\\! command-lines' '\\! environments' | "$LAVA_CONN_DB"`),
      );
      resultOf(ended);
      expect(ended.log).toContain('psql -h 127.0.0.1');
      expect(ended.log).toContain('PGPASSFILE=');
      expectNowhere(everySecret, own, ended);
    }));

  it.each(['dash', 'bash', 'busybox sh'])('case 77: %s runs the executable', (shell) =>
    bench(setup({ user, database, password: '/awkward' }), async ({ run }) => {
      const ended = await run(databaseJob(`${shell} "$LAVA_CONN_DB" -At -c "select 'It''s' || ' me'"`));
      resultOf(ended);
      expect(ended.log).toBe("It's me\n");
    }),
  );

  it('case 63: a token of more than 1,000 characters from IAM is the password', async () => {
    const databaseCredentials = makeFakeDatabaseCredentials(() =>
      E.right({ user: 'app', password: new Secret(token) }),
    );
    const rds = { type: 'postgres-rds', user: 'app', password: undefined };
    await bench({ ...setup(rds), deps: { databaseCredentials } }, async (own) => {
      const ended = await own.run(
        databaseJob(`printf '%s\\n' 'select current_user;' '\\! command-lines' | "$LAVA_CONN_DB" -At`),
      );
      resultOf(ended);
      expect(ended.log).toMatch(/^app\n/);
      expect(ended.log).toContain('psql -h 127.0.0.1');
      expectNowhere(everySecret, own, ended);
    });
    expect(databaseCredentials.requests).toEqual([{ kind: 'rds', ...servers.plain, user: 'app' }]);
  });

  it('a password with line breaks, at its end too, arrives whole', () =>
    bench(setup({ user: 'broken', password: '/broken' }), async (own) => {
      const ended = await own.run(databaseJob(`"$LAVA_CONN_DB" -At -c 'select current_user'`));
      resultOf(ended);
      expect(ended.log).toBe('broken\n');
      expectNowhere(everySecret, own, ended);
    }));

  it('case 62: ssl: true is refused by a server without TLS', () =>
    bench(setup({ ssl: true }), async (own) => {
      const ended = await own.run(databaseJob(`"$LAVA_CONN_DB" -c 'select 1'`));
      expect(errorOf(ended).message).toBe('Failed with exit status 2');
      expect(ended.log).toContain('server does not support SSL, but SSL was required');
      expectNowhere(everySecret, own, ended);
    }));

  it('case 62: ssl: true is encrypted by a server with TLS', () =>
    bench(setup({ ssl: true, ...servers.encrypted }), async (own) => {
      const query = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';
      const ended = await own.run(
        databaseJob(`"$LAVA_CONN_DB" -At -c '${query}'; PGSSLMODE=verify-full "$LAVA_CONN_DB" -c 'select 1'`),
      );
      // The two streams may come in any order.
      expect(ended.log).toMatch(/^t$/m);
      // A job that asks for more than the connection gets more.
      expect(ended.log).toContain('root certificate file "/root/.postgresql/root.crt" does not exist');
    }));

  it('case 97: a container whose user is not the user of the worker can use it', () =>
    bench(setup({ user, password: '/awkward' }), async (own) => {
      const ended = await own.run(
        databaseJob(`id -u; "$LAVA_CONN_DB" -At -c 'select 1'`, { host_config: { user: '4242' } }),
      );
      resultOf(ended);
      expect(ended.log).toBe('4242\n1\n');
      expectNowhere(everySecret, own, ended);
    }));

  it('the server learns the name of the job, or the one that the job gives', () =>
    bench(setup(), async ({ run }) => {
      const script = `for PGAPPNAME in '' "it's"; do export PGAPPNAME; "$LAVA_CONN_DB" -At -c 'show application_name'; done`;
      expect((await run(databaseJob(script))).log).toBe("lv-dev-demo/d\nit's\n");
    }));

  it('the environment of the container does not lead elsewhere', () =>
    bench(setup(), async ({ run }) => {
      const env = { PGPASSWORD: 'x', PGHOSTADDR: '127.0.0.2', PGSERVICE: 'x', PGPASSFILE: '/x', PGUSER: 'x' };
      const ended = await run(databaseJob(`"$LAVA_CONN_DB" -At -c 'select current_user'`, { env }));
      expect(ended.log).toBe('plain\n');
    }));

  it('an error ends the client, and the job has its exit status', () =>
    bench(setup(), async ({ run }) => {
      const ended = await run(databaseJob(`printf 'select 1/0;\\n select 2;' | "$LAVA_CONN_DB" -At`));
      expect(errorOf(ended).message).toBe('Failed with exit status 3');
      expect(ended.log).toContain('division by zero');
      expect(ended.log).not.toContain('2\n');
    }));

  it('a password that the server refuses is not in what the client says', () =>
    bench(setup({ password: '/awkward' }), async (own) => {
      const ended = await own.run(databaseJob(`"$LAVA_CONN_DB" -c 'select 1'`));
      expect(errorOf(ended).message).toBe('Failed with exit status 2');
      expect(ended.log).toContain('password authentication failed for user "plain"');
      expectNowhere(everySecret, own, ended);
    }));

  it('an image without psql is told by name', () =>
    bench(setup(), async ({ run }) => {
      const ended = await run({ ...databaseJob(`"$LAVA_CONN_DB" -c 'select 1'`), payload: 'img:1' });
      expect(errorOf(ended).message).toBe('Failed with exit status 127');
      expect(ended.log).toBe('Connection c1: the image has no psql, which this connection needs\n');
    }));

  it('case 96: one connection under two labels has two directories', () =>
    bench(setup(), async ({ run }) => {
      const script = `for c in "$LAVA_CONN_A" "$LAVA_CONN_B"; do "$c" -At -c 'select 1'; echo "$c"; done | sort -u | wc -l`;
      const ended = await run(databaseJob(script, { connections: { a: 'c1', b: 'c1' } }));
      expect(ended.log?.trim()).toBe('3');
    }));
});

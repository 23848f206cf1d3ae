import fc from 'fast-check';
import { expect, it } from 'vitest';

import { quote, Secret } from '../../../src/index.js';
import type { SqlConnection } from '../../../src/connections/sql/expand-sql.js';
import { optionFile } from '../../../src/connections/sql/option-file.js';
import { pgpass } from '../../../src/connections/sql/pgpass.js';
import { databaseJob } from '../../support/database-jobs.js';
import { databaseClients } from '../../support/database-servers.js';
import { describeCases } from '../../support/describe-cases.js';
import { startPasswordServer } from '../../support/password-server.js';
import { resultOf } from '../../support/run-results.js';
import type { ImageFile } from '../../support/test-images.js';

const seed = 61_2026;
const count = 2000;

/** Characters that mean something to a shell or to a parser come more often than others. */
const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Array.from(` \t\\:'"#;$\`!*?~&|<>(){}[]=%-^\u00a0\u2028`)) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\b', '\x1b', '\x7f') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
const password = fc
  .array(character, { minLength: 1, maxLength: 40 })
  .map((characters) => characters.join('').replaceAll('\0', '0'));

/** Random passwords, the same ones each time. */
const sample = (accepted: (value: string) => boolean = () => true): readonly string[] =>
  fc.sample(password.filter(accepted), { seed, numRuns: count });

const postgres = (index: number, value: string): Secret | undefined =>
  pgpass({
    connectionId: 'c1',
    type: 'postgres',
    host: '127.0.0.1',
    // Not known yet when the image is made.
    port: 1,
    record: { database: 'fuzz' },
    login: { user: `u${index}`, password: new Secret(value) },
  } satisfies SqlConnection);

const forPgpass = sample((value) => postgres(0, value) !== undefined);
const forOptionFile = sample();
const forShell = sample();

const optionText = (value: string): string => {
  const content = optionFile({ user: value, password: value });
  if (content instanceof Secret) return content.reveal();
  throw new Error(content.refused);
};

const files: readonly ImageFile[] = [
  {
    path: 'fuzz/pgpass',
    text: forPgpass.map((value, index) => postgres(index, value)?.reveal() ?? '').join(''),
  },
  ...forOptionFile.map((value, index) => ({ path: `fuzz/options/${index}.cnf`, text: optionText(value) })),
  {
    path: 'fuzz/words.sh',
    text: forShell.map((value) => `printf '%s\\0' ${quote(value)}\n`).join(''),
  },
];

const fuzzImage = {
  ...databaseClients,
  names: ['database-clients:1'],
  files: [...(databaseClients.files ?? []), ...files],
};

describeCases(`${count} random passwords each (seed ${seed})`, [fuzzImage], ({ bench }) => {
  const options = { pullPolicy: 'if-missing' } as const;
  const job = (script: string) => databaseJob(script, { connections: {} });

  it('arrive at a server of PostgreSQL through the password file of libpq', async () => {
    const server = await startPasswordServer();
    try {
      await bench({ options }, async ({ run }) => {
        // The place of the port is the second field.
        const script = `umask 077
          sed 's/^127.0.0.1:1:/127.0.0.1:${server.port}:/' /fuzz/pgpass > pass
          export PGPASSFILE=$PWD/pass PGSSLMODE=disable PGGSSENCMODE=disable
          i=0; while [ $i -lt ${count} ]; do echo "\\c fuzz u$i 127.0.0.1 ${server.port}"; i=$((i + 1)); done |
            psql --no-psqlrc --quiet -h 127.0.0.1 -p ${server.port} -U u0 fuzz`;
        resultOf(await run(job(script)));
      });
      expect([...server.passwords.keys()]).toHaveLength(count);
      for (const [index, value] of forPgpass.entries())
        expect(server.passwords.get(`u${index}`)?.toString()).toBe(value);
    } finally {
      await server.close();
    }
  });

  it("arrive whole from the option file, as MariaDB's parser reads it", () =>
    bench({ options }, async ({ run }) => {
      const script = `i=0; while [ $i -lt ${count} ]; do
        my_print_defaults --defaults-file=/fuzz/options/$i.cnf client || exit; printf '\\0'; i=$((i + 1)); done`;
      const ended = await run(job(script));
      resultOf(ended);
      expect(ended.log?.split('\0')).toEqual([
        ...forOptionFile.map((value) => `--user=${value}\n--password=${value}\n`),
        '',
      ]);
    }));

  it.each(['busybox sh', 'dash', 'bash'])('arrive whole as a word of a script for %s', (shell) =>
    bench({ options }, async ({ run }) => {
      const ended = await run(job(`${shell} /fuzz/words.sh`));
      resultOf(ended);
      expect(ended.log?.split('\0')).toEqual([...forShell, '']);
    }),
  );
});

import { describe, expect, it } from 'vitest';

import { failureOf, shells, showArguments, withConnection } from '../../../support/connector-bench.js';

const connection = (host: string, fields = {}) => ({ record: { type: 'sqlite3', host, ...fields } });

/** Copies between S3, which is a folder, and files; it notes its arguments. */
const aws = `printf '%s ' "$@" >> "$FOLDER/calls"; echo >> "$FOLDER/calls"
echo 'download: progress'
for word; do from=$to to=$word; done
cp "$(echo "$from" | sed "s,s3://,$FOLDER/,")" "$(echo "$to" | sed "s,s3://,$FOLDER/,")"`;

/** Appends its SQL to the database and shows it; SQL of the form "exit n" ends it. */
const sqlite3 = `[ "$1 $2" = '-bail -batch' ] || exit 99
case $4 in exit*) echo half >> "$3"; exit \${4#exit };; esac
[ -z "$4" ] || printf '%s\\n' "$4" >> "$3"
cat "$3"`;

const withDatabase = (
  fields: object,
  test: Parameters<typeof withConnection>[1],
  programs: Readonly<Record<string, string>> = {},
) =>
  withConnection(
    { ...connection('s3:b/data dir/x$y.db'), ...fields, programs: { aws, sqlite3, ...programs } },
    async (written) => {
      await written.run({ args: [] });
      await test(written);
    },
  );

const prepare = `mkdir -p "$FOLDER/b/data dir"; [ -e "$FOLDER/b/data dir/x\\$y.db" ] || echo one > "$FOLDER/b/data dir/x\\$y.db"`;
const preparing = { aws: `${prepare}\n${aws}` };

describe('a connection of type sqlite3', () => {
  it('opens a file of the container, which SQL may follow', () =>
    withConnection(
      { ...connection('/data/a b$c.db'), programs: { sqlite3: showArguments } },
      async ({ run }) => {
        for (const shell of shells)
          expect(await run({ args: ['-header', 'select 1'] }, shell)).toEqual({
            status: 0,
            stdout: '[-bail]\n[-batch]\n[/data/a b$c.db]\n[-header]\n[select 1]\n',
            stderr: '',
          });
      },
    ));

  it('case 75: stores an object again when it has changed, and prints nothing but the answer', () =>
    withDatabase(
      { realm: { s3_key: 'alias/k' } },
      async ({ run, read, described }) => {
        for (const [index, shell] of shells.entries()) {
          const { status, stdout, stderr } = await run({ args: [`two${index}`] }, shell);
          expect({ status, stdout }).toEqual({ status: 0, stdout: await read('b/data dir/x$y.db') });
          expect(stdout).toContain(`two${index}\n`);
          expect(stderr).toBe('download: progress\ndownload: progress\n');
        }
        const calls = (await read('calls')).trimEnd().split('\n');
        expect(calls).toHaveLength(1 + 2 * shells.length);
        expect(calls[2]).toContain('s3 cp --only-show-errors --sse aws:kms --sse-kms-key-id alias/k ');
        expect(calls[1]).toContain(`${described.directory}/db.`);
      },
      preparing,
    ));

  it('leaves the encryption to the bucket where the realm has no key', () =>
    withDatabase(
      {},
      async ({ run, read }) => {
        await run({ args: ['two'] });
        expect(await read('calls')).not.toContain('--sse');
      },
      preparing,
    ));

  it('case 75: leaves an object that has not changed as it is', () =>
    withDatabase(
      {},
      async ({ run, read }) => {
        expect(await run()).toMatchObject({ status: 0, stdout: 'one\n' });
        expect((await read('calls')).trimEnd().split('\n')).toHaveLength(2);
      },
      preparing,
    ));

  it('case 75: ends with the status of sqlite3, and the object stays as it was', () =>
    withDatabase(
      {},
      async ({ run, read }) => {
        for (const shell of shells)
          expect(await run({ args: ['exit 19'] }, shell)).toMatchObject({ status: 19 });
        expect(await read('b/data dir/x$y.db')).toBe('one\n');
      },
      preparing,
    ));

  it('ends with the status of a copy that fails, and leaves nothing', () =>
    withConnection(
      { ...connection('s3://b/none.db'), programs: { aws: 'echo no >&2; exit 4', sqlite3 } },
      async ({ run, described }) => {
        expect(await run()).toEqual({ status: 4, stdout: '', stderr: 'no\n' });
        expect(described.description.files).toHaveLength(1);
      },
    ));

  it('ends with the status of an upload that fails', () =>
    withDatabase(
      {},
      async ({ run, read }) => {
        expect(await run({ args: ['two'] })).toMatchObject({ status: 5 });
        expect(await read('b/data dir/x$y.db')).toBe('one\n');
      },
      { aws: `${prepare}\ncase $4 in s3:*) ;; *) exit 5;; esac\n${aws}` },
    ));

  it.each(["a'b", 'a"b', 'a\\b', '-x', 's3://', 's3://bucket'])('refuses the file %j', async (host) => {
    expect((await failureOf(connection(host))).message.split('\n')[0]).toBe(
      'Connection c1: Invalid database file (host parameter)',
    );
  });

  it('needs a file, and neither port nor user', async () => {
    expect((await failureOf({ record: { type: 'sqlite3' } })).message).toContain('Missing keys: host');
  });

  it('names the program that the image lacks', () =>
    withConnection({ ...connection('s3://b/x'), programs: { sqlite3 }, isBare: true }, async ({ run }) => {
      expect(await run()).toMatchObject({
        status: 127,
        stderr: 'Connection c1: the image has no aws, which this connection needs\n',
      });
    }));
});

import { chmod, link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { type ConnectorSetup, shells, withConnection } from '../../../support/connector-bench.js';

const database = { host: 'h', port: 1, user: 'u', password: '/p', database: 'd' };
const secrets = { '/p': 'word', '/k': 'key', '/aws': 'AK,SK' };

/** A connection of every kind whose executable has the name of its client. */
const connections: readonly (Readonly<Record<string, unknown>> & { readonly type: string })[] = [
  { type: 'psql', ...database },
  { type: 'mysql', ...database },
  { type: 'oracle', ...database },
  { type: 'sqlite3', host: '/data/x.db' },
  { type: 'ssh', ssh_key: '/k' },
  { type: 'scp', ssh_key: '/k' },
  { type: 'sftp', ssh_key: '/k' },
  { type: 'git', ssh_key: '/k' },
  { type: 'aws', access_keys: '/aws' },
  { type: 'mssql', ...database },
  { type: 'email' },
];

/** The clients, which say where they were found, and what their PATH is. */
const client = 'printf "%s %s\\n" "$0" "$PATH"';
const clients = ['psql', 'mysql', 'sqlplus', 'sqlite3', 'ssh', 'scp', 'sftp', 'git', 'aws'];
const programs = Object.fromEntries([...clients, 'lava-sql', 'lava-email'].map((name) => [name, client]));

const setupOf = (record: Readonly<Record<string, unknown>>): ConnectorSetup => ({ record, secrets });

describe.each(shells)('in %s an executable', (shell) => {
  it.each(connections)('of the type $type does not call itself when PATH leads to its folder', (record) =>
    withConnection({ ...setupOf(record), programs }, async ({ run, described, folder }) => {
      const other = join(dirname(described.directory), 'conn.other');
      await mkdir(other);
      await writeFile(join(other, described.description.executable), '#!/bin/sh\necho other\n');
      await chmod(join(other, described.description.executable), 0o755);
      const before = [described.directory, `${described.directory}/`, other];
      const ended = await run({ before }, shell);
      const path = `${folder}/bin:/usr/bin:/bin`;
      expect(ended).toEqual({
        status: 0,
        stdout: `${folder}/bin/${described.description.executable} ${path}\n`,
        stderr: '',
      });
    }),
  );

  it.each([
    ['a link to it', symlink],
    ['it under another name', link],
  ])('does not call %s', (_, make) =>
    withConnection({ ...setupOf({ type: 'ssh', ssh_key: '/k' }), programs }, async (written) => {
      const { run, described, folder } = written;
      const links = join(folder, 'links');
      await mkdir(links);
      await make(join(described.directory, 'ssh'), join(links, 'ssh'));
      expect((await run({ before: [links] }, shell)).stdout).toBe(
        `${folder}/bin/ssh ${folder}/bin:/usr/bin:/bin\n`,
      );
    }),
  );

  it.each(connections)('of the type $type says that there is no client but itself', (record) =>
    withConnection({ ...setupOf(record), isBare: true }, async ({ run, described }) => {
      const { directory, description } = described;
      const needed =
        record.type === 'mysql'
          ? 'neither mysql nor mariadb, one of which'
          : `no ${description.executable}, which`;
      expect(await run({ before: [directory] }, shell)).toEqual({
        status: 127,
        stdout: '',
        stderr: `Connection c1: the image has ${needed} this connection needs\n`,
      });
    }),
  );

  it('keeps everything else in PATH, the current folder too', () =>
    withConnection(
      { ...setupOf({ type: 'ssh', ssh_key: '/k' }), programs },
      async ({ run, described, folder }) => {
        const before = ['', '/no where', described.directory, '', '/b*'];
        expect((await run({ before }, shell)).stdout).toBe(
          `${folder}/bin/ssh :/no where::/b*:${folder}/bin:/usr/bin:/bin\n`,
        );
      },
    ));
});

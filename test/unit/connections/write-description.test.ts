import { lstatSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ConnectorDescription } from '../../../src/connections/connector.js';
import type { FileOwner } from '../../../src/connections/container-user.js';
import { writeDescription } from '../../../src/connections/write-description.js';
import { Secret } from '../../../src/job/secret.js';

const description: ConnectorDescription = {
  files: [
    { path: 'client', mode: 0o700, content: '#!/bin/sh\n' },
    { path: 'values/deep/password', mode: 0o600, content: new Secret("p:a\\s's\0é") },
    { path: 'values/plain', mode: 0o600, content: '' },
  ],
  executable: 'client',
  programs: [],
};
const worker: FileOwner = { _tag: 'worker' };
const isRoot = process.getuid?.() === 0;

/** Modes and owners of all that is below a directory, itself included. */
const listing = async (directory: string, below = '.'): Promise<Readonly<Record<string, string>>> => {
  const { mode, uid } = await lstat(join(directory, below));
  const own = { [below]: `${(mode & 0o7777).toString(8)} ${uid}` };
  if ((mode & 0o40000) === 0) return own;
  const inner = await readdir(join(directory, below));
  const listed = await Promise.all(inner.map((name) => listing(directory, join(below, name))));
  return Object.assign(own, ...listed) as Readonly<Record<string, string>>;
};

const written = (uid: number): Readonly<Record<string, string>> => ({
  '.': `700 ${uid}`,
  client: `700 ${uid}`,
  values: `700 ${uid}`,
  'values/deep': `700 ${uid}`,
  'values/deep/password': `600 ${uid}`,
  'values/plain': `600 ${uid}`,
});

describe('writeDescription', () => {
  const umask = process.umask(0o022);
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lava-description-'));
  });
  afterEach(async () => {
    process.umask(umask);
    await rm(folder, { recursive: true, force: true });
  });

  it.each([0o000, 0o022, 0o077, 0o277])(
    'writes files and directories with exact modes under the umask %o',
    async (mask) => {
      process.umask(mask);
      await writeDescription(description, join(folder, 'conn.1'), worker);
      expect(await listing(join(folder, 'conn.1'))).toEqual(written(process.getuid?.() ?? 0));
      expect(await readFile(join(folder, 'conn.1/values/deep/password'), 'utf8')).toBe("p:a\\s's\0é");
      expect(await readdir(folder)).toEqual(['conn.1']);
    },
  );

  it('gives everything to the user of the container', async () => {
    // Everybody may give his own files to himself.
    const uid = isRoot ? 4242 : (process.getuid?.() ?? 0);
    await writeDescription(description, join(folder, 'conn.1'), { _tag: 'other', uid });
    expect(await listing(join(folder, 'conn.1'))).toEqual(written(uid));
  });

  it.runIf(isRoot)('gives no directory away before all files are written', async () => {
    const directory = join(folder, 'conn.1');
    const owners: number[] = [];
    class Watching extends Secret {
      override reveal(): string {
        for (const below of ['', 'values', 'values/deep'])
          owners.push(lstatSync(join(`${directory}.unfinished`, below)).uid);
        return super.reveal();
      }
    }
    const files = description.files.map((file) => ({ ...file, content: new Watching('x') }));
    await writeDescription({ ...description, files }, directory, { _tag: 'other', uid: 4242 });
    expect(owners).toEqual(Array.from({ length: 9 }, () => 0));
    expect(await listing(directory)).toEqual(written(4242));
  });

  it('leaves nothing when the files cannot be given to the user', async () => {
    // Root may not give to an id that does not exist, nobody else to any other user.
    const uid = isRoot ? 2 ** 32 : 4242;
    await expect(
      writeDescription(description, join(folder, 'conn.1'), { _tag: 'other', uid }),
    ).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing when a file cannot be written', async () => {
    const broken: ConnectorDescription = {
      ...description,
      files: [...description.files, { path: 'client/inner', mode: 0o600, content: 'x' }],
    };
    await expect(writeDescription(broken, join(folder, 'conn.1'), worker)).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not touch a directory that is there', async () => {
    await mkdir(join(folder, 'conn.1'));
    await writeFile(join(folder, 'conn.1/mine'), 'mine');
    await expect(writeDescription(description, join(folder, 'conn.1'), worker)).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['conn.1']);
    expect(await readdir(join(folder, 'conn.1'))).toEqual(['mine']);
  });
});

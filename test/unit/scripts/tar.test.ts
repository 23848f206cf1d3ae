import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tarArchive, type TarEntry } from '../../../scripts/lib/tar.mjs';
import { rootEntries } from '../../../scripts/lib/busybox-root.mjs';
import { temporaryFolder } from './temporary-folder.js';

function unpacked(entries: TarEntry[]): string {
  const folder = temporaryFolder();
  const archive = join(folder, 'archive.tar');
  writeFileSync(archive, tarArchive(entries));
  execFileSync('tar', ['-xpf', archive, '-C', folder]);
  return folder;
}

describe('a tar archive', () => {
  it('gives back files, links and folders with their modes', () => {
    const folder = unpacked([
      { path: 'bin', type: 'folder' },
      { path: 'bin/tool', type: 'file', mode: 0o755, content: Buffer.from('content') },
      { path: 'bin/other', type: 'link', target: 'tool' },
    ]);
    expect(readFileSync(join(folder, 'bin/other'), 'utf8')).toBe('content');
    expect(readlinkSync(join(folder, 'bin/other'))).toBe('tool');
    expect(statSync(join(folder, 'bin/tool')).mode & 0o7777).toBe(0o755);
  });

  it.each([0, 1, 511, 512, 513, 1_000_000])('gives back a file of %d bytes', (bytes) => {
    const content = Buffer.alloc(bytes, 'x');
    const folder = unpacked([
      { path: 'first', type: 'file', content },
      { path: 'second', type: 'file', content: Buffer.from('after it') },
    ]);
    expect(readFileSync(join(folder, 'first')).equals(content)).toBe(true);
    expect(readFileSync(join(folder, 'second'), 'utf8')).toBe('after it');
  });

  it('is the same each time', () => {
    const entries: TarEntry[] = [{ path: 'file', type: 'file', content: Buffer.from('content') }];
    expect(tarArchive(entries).equals(tarArchive(entries))).toBe(true);
  });

  it('refuses a path that does not fit', () => {
    const entry: TarEntry = { path: 'x'.repeat(101), type: 'folder' };
    expect(() => tarArchive([entry])).toThrow('Too long for a tar header');
  });
});

describe('the file system of the job image', () => {
  const folder = (): string =>
    unpacked(rootEntries(Buffer.from('busybox'), ['bin/busybox', 'bin/sh', 'usr/bin/env', 'linuxrc']));

  it('has a link to busybox for each applet', () => {
    const root = folder();
    for (const applet of ['bin/sh', 'usr/bin/env', 'linuxrc']) {
      expect(readlinkSync(join(root, applet))).toBe('/bin/busybox');
    }
    expect(readFileSync(join(root, 'bin/busybox'), 'utf8')).toBe('busybox');
  });

  it('has a /tmp for everybody, and a root user', () => {
    const root = folder();
    expect(statSync(join(root, 'tmp')).mode & 0o7777).toBe(0o1777);
    expect(readFileSync(join(root, 'etc/passwd'), 'utf8')).toMatch(/^root:x:0:0:/);
  });
});

import { readFileSync } from 'node:fs';
import { mustRun } from './run-command.mjs';
import { tarArchive } from './tar.mjs';

/** @import { TarEntry } from './tar.mjs' */

/**
 * The file system of an image that holds nothing but busybox, as a tar archive.
 * @param {string} busybox  a static one
 * @returns {Promise<Buffer>}
 */
export async function busyboxRoot(busybox) {
  const applets = (await mustRun(busybox, ['--list-full'])).trim().split('\n');
  return tarArchive(rootEntries(readFileSync(busybox), applets));
}

/**
 * @param {Buffer} busybox
 * @param {readonly string[]} applets  the path of each command that busybox can be
 * @returns {TarEntry[]}
 */
export function rootEntries(busybox, applets) {
  return [
    ...['bin', 'etc', 'root', 'sbin', 'usr', 'usr/bin', 'usr/sbin'].map(folder),
    { ...folder('tmp'), mode: 0o1777 },
    file(
      'etc/passwd',
      'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n',
    ),
    file('etc/group', 'root:x:0:\nnogroup:x:65534:\n'),
    { path: 'bin/busybox', type: 'file', mode: 0o755, content: busybox },
    ...applets.filter((path) => path !== 'bin/busybox').map(applet),
  ];
}

/**
 * @param {string} path
 * @returns {TarEntry}
 */
const folder = (path) => ({ path, type: 'folder' });

/**
 * @param {string} path
 * @param {string} content
 * @returns {TarEntry}
 */
const file = (path, content) => ({ path, type: 'file', content: Buffer.from(content) });

/**
 * @param {string} path
 * @returns {TarEntry}
 */
const applet = (path) => ({ path, type: 'link', target: '/bin/busybox' });

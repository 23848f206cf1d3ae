import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, inject, test } from 'vitest';

import { checkChangelog } from '../../scripts/lib/changelog.mjs';
import { checkOut } from '../../scripts/lib/checkout.mjs';
import { runWell } from './run-program.js';

const { tarball, report } = inject('packed');

interface Versioned {
  readonly version: string;
}

const versionIn = (file: string): string => (JSON.parse(readFileSync(file, 'utf8')) as Versioned).version;

test('version and changelog agree', () => {
  expect(versionIn('package-lock.json')).toBe(versionIn('package.json'));
  expect(checkChangelog(readFileSync('CHANGELOG.md', 'utf8'), versionIn('package.json'))).not.toHaveProperty(
    'problem',
  );
});

test('npm would publish the tarball, and asks no registry about it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lava-publish-'));
  try {
    const args = ['publish', '--dry-run', '--offline', '--json', tarball];
    const published = await runWell('npm', args, { cwd: folder });
    expect(published).toContain(`"name": "lava-docker-job"`);
    expect(published).toContain(`"entryCount": ${report.files.length}`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

// A copy of the project that is no clone has nothing committed.
test.skipIf(!existsSync('.git'))('what is committed is all that a release is built from', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lava-checkout-'));
  try {
    const checkout = path.join(folder, 'checkout');
    await checkOut(process.cwd(), checkout, new AbortController().signal);
    const compile = [path.join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.esm.json'];
    await runWell(process.execPath, [...compile, '--noEmit', '--emitDeclarationOnly', 'false'], {
      cwd: checkout,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';

import { beforeAll, expect, inject, test } from 'vitest';

import { nodeTool, runProgram, runWell } from './run-program.js';

const folder = path.join(inject('packed').consumer, 'connector');

/** The example is a package of another team: it has the installed package, and no help from the source. */
beforeAll(async () => {
  await cp('examples/connector', folder, { recursive: true });
  const project = path.join(folder, 'tsconfig.build.json');
  await runWell(process.execPath, [nodeTool('typescript/bin/tsc'), '-p', project], { cwd: folder });
});

test('the tests of the example connector pass', async () => {
  const command = 'node --test --test-reporter=tap dist/test/*.test.js';
  const { exitCode, stdout } = await runProgram('sh', ['-c', command], { cwd: folder });
  expect(exitCode, stdout).toBe(0);
  expect(stdout).toMatch(/# pass [1-9]\d/);
  expect(stdout).toContain('# fail 0');
});

test('the example connector imports what its package.json names, and only the entry points of this package', async () => {
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
  const source = await readFile(path.join(folder, 'src', 'acme-connector.ts'), 'utf8');
  const imported = [...source.matchAll(/from '([^.'][^']*)'/g)].map(([, name = '']) => name);
  expect([...new Set(imported.map((name) => name.split('/', 1)[0]))].sort()).toEqual(
    Object.keys(manifest.peerDependencies).sort(),
  );
  expect(imported.filter((name) => name.startsWith('lava-docker-job'))).toEqual(['lava-docker-job']);
});

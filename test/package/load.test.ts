import { readFileSync, statSync } from 'node:fs';

import { describe, expect, inject, test } from 'vitest';

import { entryPointsOf } from '../../scripts/lib/entry-points.mjs';
import { runWell } from './run-program.js';

const { consumer } = inject('packed');

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

/** All that a program has loaded when it ends. Our own modules are CommonJS, which Node lists, and so are those that they load. */
const filesOf = async (kind: 'module' | 'commonjs', code: string): Promise<readonly string[]> => {
  const report = "console.log(JSON.stringify(Object.keys(process.getBuiltinModule('node:module')._cache)));";
  const args = [`--input-type=${kind}`, '--eval', `${code}\n${report}`];
  return JSON.parse(await runWell(process.execPath, args, { cwd: consumer })) as readonly string[];
};

/** The package that a file belongs to. */
const packageOf = (file: string): string =>
  /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? 'no package';

const packagesOf = (files: readonly string[]): readonly string[] => [...new Set(files.map(packageOf))].sort();

/** What every entry point may load. Everything else is loaded when it is needed and not before. */
const light = ['fp-ts', 'io-ts', 'lava-docker-job', 'shell-quote'];

/** What an entry point is for, and therefore loads. */
const own: Readonly<Record<string, readonly string[]>> = {
  'lava-docker-job/testing/arbitraries': ['fast-check', 'pure-rand'],
};

describe.each(entryPointsOf(process.cwd()))('$specifier', ({ specifier }) => {
  test('loads no heavy package', async () => {
    const [imported, required] = await Promise.all([
      filesOf('module', `import '${specifier}';`),
      filesOf('commonjs', `require('${specifier}');`),
    ]);
    const allowed = [...light, ...(own[specifier] ?? [])];
    expect(packagesOf(imported).filter((name) => !allowed.includes(name))).toEqual([]);
    expect(packagesOf(required)).toEqual(packagesOf(imported));
    expect(packagesOf(imported)).toEqual(expect.arrayContaining((own[specifier] ?? []).slice(0, 1)));
  });
});

test('a package that is loaded would be seen, whatever its form', async () => {
  const heavy = Object.keys(dependencies).filter((name) => !light.includes(name));
  const code = heavy.map((name) => `require('${name}');`).join('\n');
  expect(packagesOf(await filesOf('commonjs', code))).toEqual(expect.arrayContaining(heavy));
});

// What makes a start slow is the number of files, then their size: bench/load has the times.
test('the root is made of few files', async () => {
  const files = await filesOf('module', "import 'lava-docker-job';");
  expect(files.length).toBeGreaterThan(30);
  expect(files.length).toBeLessThanOrEqual(110);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes).toBeLessThanOrEqual(550_000);
});

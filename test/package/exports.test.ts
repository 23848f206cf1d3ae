import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, inject, test } from 'vitest';

import { runProgram, runWell } from './run-program.js';

interface Conditions {
  readonly types: string;
  readonly default: string;
}

interface Manifest {
  readonly exports: Readonly<
    Record<string, string | { readonly import: Conditions; readonly require: Conditions }>
  >;
}

const { files, consumer } = inject('packed');
const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;

/** The entry points by the names under which users import them. */
const entryPoints = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
  typeof target === 'string' ? [] : [{ name: path.posix.join('lava-docker-job', subpath), target }],
);

const runNode = (kind: 'module' | 'commonjs', code: string): Promise<string> =>
  runWell(process.execPath, [`--input-type=${kind}`, '--eval', code], { cwd: consumer });

/** What code finds in a package, as a sorted list. */
const namesOf = (json: string): readonly string[] =>
  (JSON.parse(json) as string[]).filter(
    (name) => !['default', '__esModule', 'module.exports'].includes(name),
  );

test('every adapter, the template language and the test kit have an entry point', () => {
  const adapters = readdirSync('src/adapters').map((adapter) => `lava-docker-job/adapters/${adapter}`);
  expect(entryPoints.map(({ name }) => name).sort()).toEqual(
    [
      'lava-docker-job',
      'lava-docker-job/jinja',
      'lava-docker-job/testing',
      'lava-docker-job/testing/arbitraries',
      ...adapters,
    ].sort(),
  );
});

describe.each(entryPoints)('$name', ({ name, target }) => {
  test('leads to files that are in the package', () => {
    const targets = [target.import, target.require].flatMap((form) => [form.types, form.default]);
    expect(targets.filter((file) => !files.includes(file.slice(2)))).toEqual([]);
  });

  test('leads to one module in both of its forms', () => {
    const moduleOf = (file: string): string => file.replace(/^\.\/dist\/(?:esm|cjs)\//, '');
    expect(target.import.default).toMatch(/^\.\/dist\/esm\//);
    expect(target.require.default).toMatch(/^\.\/dist\/cjs\//);
    expect(moduleOf(target.require.default)).toBe(moduleOf(target.import.default));
    expect(moduleOf(target.require.types)).toBe(moduleOf(target.import.types));
  });

  test('can be imported and required, with the same names', async () => {
    const specifier = JSON.stringify(name);
    const [imported, required] = await Promise.all([
      runNode(
        'module',
        `import * as entry from ${specifier}; console.log(JSON.stringify(Object.keys(entry)))`,
      ),
      runNode('commonjs', `console.log(JSON.stringify(Object.keys(require(${specifier}))))`),
    ]);
    expect(namesOf(imported).length).toBeGreaterThan(0);
    expect([...namesOf(required)].sort()).toEqual([...namesOf(imported)].sort());
  });
});

test.each(['dist/esm/index.js', 'dist/cjs/docker/docker-job-type.js', 'src/index.ts', 'adapters', 'cli'])(
  'the inner path %s is refused',
  async (inner) => {
    const code = `import(${JSON.stringify(`lava-docker-job/${inner}`)})`;
    const { exitCode, stderr } = await runProgram(process.execPath, ['--eval', code], { cwd: consumer });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  },
);

test('a CommonJS program finds the same job errors in what an ES module made', async () => {
  const code = `
    const { isJobError } = require('lava-docker-job');
    import('lava-docker-job').then(({ jobAborted }) => console.log(isJobError(jobAborted('run'))));
  `;
  expect((await runNode('commonjs', code)).trim()).toBe('true');
});

import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { beforeAll, describe, expect, inject, test } from 'vitest';

import { nodeTool, runProgram, runWell } from './run-program.js';

const { consumer } = inject('packed');
const folder = path.join(consumer, 'examples-of-the-package');

/** Those that are packages of their own, each after those that it depends on. */
const packages = ['cmd-job-type', 'connector', 'object-store-adapter', 'worker'];

const compile = (project: string): Promise<string> =>
  runWell(process.execPath, [nodeTool('typescript/bin/tsc'), '-p', project], { cwd: folder });

/** The examples are compiled and run as a user would do it: against the installed package, with no help from the source. */
beforeAll(async () => {
  await cp('examples', folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2023'],
    types: ['node'],
    module: 'nodenext',
    rootDir: '.',
    strict: true,
    skipLibCheck: true,
  };
  const realm = { realm: 'demo', s3_payloads: 's3://demo/payloads', s3_temp: 's3://demo/temp' };
  await mkdir(path.join(folder, 'lava'));
  await writeFile(path.join(folder, 'lava', 'realm.json'), JSON.stringify(realm));
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  await compile(folder);
});

const runModule = (code: string): Promise<string> =>
  runWell(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder });

test('the tests of the example unit-test-a-job pass', async () => {
  const code = `
    import { everyFaultIsSurvived, hangIsStopped, lostLogIsKept, reportIsStored } from './unit-test-a-job.js';
    import { realmsAreChecked } from './property-test.js';
    await reportIsStored();
    await hangIsStopped();
    await lostLogIsKept();
    await everyFaultIsSurvived();
    realmsAreChecked();
    console.log('passed');
  `;
  expect(await runModule(code)).toBe('passed\n');
});

test('the example run-a-job says what is wrong with a job', async () => {
  await writeFile(path.join(folder, 'bad-job.json'), '{ "job_id": "demo/bad", "type": "docker" }');
  const code = `
    import { runFile } from './run-a-job.js';
    const run = await runFile('bad-job.json', 'lava');
    console.log(run.status, run.error.message.split('\\n')[0]);
  `;
  expect(await runModule(code)).toBe('failed Bad job record: Missing keys: payload, worker\n');
});

interface Manifest {
  readonly name: string;
  readonly scripts: { readonly build: string; readonly test: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const read = async (file: string): Promise<Manifest> => JSON.parse(await readFile(file, 'utf8')) as Manifest;

/** What a program of a package imports, other than Node's own modules. */
const importedBy = (code: string): readonly string[] =>
  [...code.matchAll(/from '([^.'][^']*)'/g)]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('node:'))
    .map((name) => name.split('/', 1)[0] ?? '');

describe.each(packages)('the package %s', (name) => {
  const own = path.join(folder, name);

  test('is compiled against the installed package, and its tests pass', async () => {
    const { name: packageName, scripts } = await read(path.join(own, 'package.json'));
    expect(scripts).toMatchObject({
      build: 'tsc -p tsconfig.build.json',
      test: 'npm run build && node --test dist/test/*.test.js',
    });
    await compile(path.join(own, 'tsconfig.build.json'));
    // As npm installs a package that is given as a folder.
    await symlink(own, path.join(consumer, 'node_modules', packageName));
    const command = 'node --test --test-reporter=tap dist/test/*.test.js';
    const { exitCode, stdout } = await runProgram('sh', ['-c', command], { cwd: own });
    expect(exitCode, stdout).toBe(0);
    expect(stdout).toMatch(/# pass [1-9]\d/);
    expect(stdout).toContain('# fail 0');
  });

  test('imports what its package.json names, and only the entry points of this package', async () => {
    const { dependencies = {}, peerDependencies = {} } = await read(path.join(own, 'package.json'));
    const sources = await runWell('sh', ['-c', 'cat src/*.ts'], { cwd: own });
    const named = Object.keys({ ...dependencies, ...peerDependencies });
    expect([...new Set(importedBy(sources))].sort()).toEqual(named.sort());
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { readonly version: string };
    expect({ ...dependencies, ...peerDependencies }).toMatchObject({ 'lava-docker-job': `^${version}` });
    expect(await readFile(path.join(own, 'README.md'), 'utf8')).toContain(`\`lava-docker-job\` ${version}`);
  });
});

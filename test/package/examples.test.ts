import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { beforeAll, expect, inject, test } from 'vitest';

import { nodeTool, runProgram, runWell } from './run-program.js';

const folder = path.join(inject('packed').consumer, 'examples-of-the-package');

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
  await runWell(process.execPath, [nodeTool('typescript/bin/tsc'), '-p', folder], { cwd: folder });
});

const runModule = (code: string): Promise<string> =>
  runWell(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder });

test('the tests of the example unit-test-a-job pass', async () => {
  const code = `
    import { hangIsStopped, reportIsStored } from './unit-test-a-job.js';
    await reportIsStored();
    await hangIsStopped();
    console.log('passed');
  `;
  expect(await runModule(code)).toBe('passed\n');
});

test('the example own-object-store passes its contract under the test runner of Node', async () => {
  const args = ['--test', '--test-reporter=tap', 'object-store-contract.js'];
  const { exitCode, stdout } = await runProgram(process.execPath, args, { cwd: folder });
  expect(exitCode, stdout).toBe(0);
  expect(stdout).toMatch(/# pass [1-9]\d/);
  expect(stdout).toContain('# fail 0');
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

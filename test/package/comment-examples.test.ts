import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, inject, test } from 'vitest';

import { nodeTool, runProgram } from './run-program.js';

const { consumer } = inject('packed');

/** The TypeScript in the comments of the source, which the API reference shows, by its place. */
const examples = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...readFileSync(path.join('src', file), 'utf8').matchAll(/^ *\* ```ts\n(.*?)^ *\* ```$/gms)].map(
      ([, lines = ''], index) => ({
        name: `${file.replaceAll(/\W/g, '-')}-${index}.ts`,
        code: lines.replace(/^ *\* ?/gm, ''),
      }),
    ),
  );

test('every example in a comment is a program that compiles', async () => {
  expect(examples.length).toBeGreaterThan(0);
  const folder = path.join(consumer, 'comment-examples');
  await mkdir(folder);
  await Promise.all(examples.map(({ name, code }) => writeFile(path.join(folder, name), code)));
  const options = ['--strict', '--noEmit', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
  const args = [nodeTool('typescript/bin/tsc'), ...options, '--types', 'node', '--ignoreConfig'];
  const files = examples.map(({ name }) => name);
  const { exitCode, stdout } = await runProgram(process.execPath, [...args, ...files], { cwd: folder });
  expect(stdout).toBe('');
  expect(exitCode).toBe(0);
});

import { readFile } from 'node:fs/promises';

import { publint } from 'publint';
import { expect, inject, test } from 'vitest';

import { nodeTool, runProgram, runWell } from './run-program.js';

const { tarball, consumer } = inject('packed');

test('publint finds nothing to say', async () => {
  const tarballBytes = Uint8Array.from(await readFile(tarball)).buffer;
  const { messages } = await publint({ pack: { tarball: tarballBytes }, strict: true });
  expect(messages).toEqual([]);
});

// Resolution as in Node 10 cannot see entry points below the root at all.
test('the types are right for every way in which today’s tools resolve packages', async () => {
  const args = [nodeTool('@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'node16'];
  const { exitCode, stdout } = await runProgram(process.execPath, [...args, '--format', 'ascii'], {
    cwd: consumer,
  });
  expect(exitCode, stdout).toBe(0);
});

test('the command says how it is used', async () => {
  const help = await runWell('npx', ['--no-install', 'lava-docker-job', '--help'], { cwd: consumer });
  expect(help).toContain('Usage: lava-docker-job');
  expect(help).toContain('run [options] <job>');
});

test('the command refuses a command line that it does not understand', async () => {
  const { exitCode, stderr } = await runProgram('npx', ['--no-install', 'lava-docker-job', 'fly'], {
    cwd: consumer,
  });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("unknown command 'fly'");
});

import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';

import { beforeAll, describe, expect, inject, test } from 'vitest';

import { whyNoReleases } from './node-releases.js';
import { runProgram } from './run-program.js';

const { consumer } = inject('packed');
const releases = inject('nodeReleases');
const reason = whyNoReleases();

const { bin, engines } = JSON.parse(await readFile('package.json', 'utf8')) as {
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
};
const command = path.join(consumer, 'node_modules/lava-docker-job', bin['lava-docker-job'] ?? '');
const smoke = path.join(consumer, 'smoke-programs');

/** Runs a script, and gives what it wrote: to stderr nothing, neither a warning. */
const runOn = async (program: string, ...args: readonly string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await runProgram(program, args, { cwd: consumer });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  return stdout;
};

beforeAll(() => cp('test/package/smoke', smoke, { recursive: true }));

const title = `the installed package${reason === '' ? '' : ` (left out: ${reason})`}`;

describe.skipIf(reason !== '')(title, () => {
  test('is tested on the oldest Node that it is for', () => {
    expect(releases.map((release) => `>=${release.version}`)).toContain(`${engines.node}.0`);
  });

  describe.each(releases)('on Node $version', ({ program, version: release }) => {
    test('is run by that Node', async () => {
      expect(await runOn(program, '--version')).toBe(`v${release}\n`);
    });

    test('is imported, and runs a job', async () => {
      expect(await runOn(program, path.join(smoke, 'smoke.mjs'))).toMatch(
        /^ES module: \d+ entry points, and a job\n$/,
      );
    });

    test('is required, and runs a job', async () => {
      expect(await runOn(program, path.join(smoke, 'smoke.cjs'))).toMatch(
        /^CommonJS: \d+ entry points, and a job\n$/,
      );
    });

    test('answers on the command line', async () => {
      expect(await runOn(program, command, '--help')).toContain('run [options] <job>');
    });
  });
});

import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { waitFor } from '../../../scripts/lib/wait-for.mjs';
import { containersOf } from '../../support/engine-containers.js';
import { type FrontOptions, withRegistryFront } from '../../support/registry-front.js';
import { publishTestImage } from '../../support/test-images.js';
import { type Programs, transpilePrograms } from '../../support/typescript-program.js';
import type { AbortedRun } from './abort-moments.js';
import type { AbortedPull } from './abort-pull.js';

let programs: Programs;
let temporary: string;

beforeAll(async () => {
  programs = transpilePrograms();
  temporary = await mkdtemp(join(tmpdir(), 'lava-abort-test-'));
});

afterAll(async () => {
  programs.dispose();
  await rm(temporary, { recursive: true });
});

describe('a docker job that is aborted', () => {
  it('at any moment leaves no container, no file, and nothing that keeps the process alive', async () => {
    const environment = { ...process.env, TMPDIR: temporary };
    const program = programs.start('test/engine/robustness/abort-moments.ts', [], environment);
    // A timer that is left, of the time to settle for instance, would keep the process for a minute.
    const told = waitFor('the last run', () => program.stdout() !== '', { timeoutMs: 100_000 });
    await Promise.race([told, program.ended(110_000)]);
    const { exitCode, stdout, stderr } = await program.ended(30_000);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const runs = JSON.parse(stdout) as readonly AbortedRun[];
    expect(runs.length).toBeGreaterThan(20);
    for (const { moment, runId, cameThere, leftovers } of runs)
      expect({ moment, cameThere, leftovers, containers: await containersOf(runId) }).toEqual({
        moment,
        cameThere: true,
        leftovers: [],
        containers: [],
      });
    // Of a run that had ended, or was being stopped, when the abort came the end stands; everything else was aborted.
    const late: Readonly<Record<string, string>> = {
      'before stop': 'ExitStatusError',
      'phase-started store-log': '',
      'phase-started remove': '',
      'before remove': '',
    };
    expect(runs.map(({ moment, tag }) => [moment, tag])).toEqual(
      runs.map(({ moment }) => [moment, late[moment] ?? 'JobAbortedError']),
    );
    expect(await readdir(temporary)).toEqual([]);
  });

  it('during a download that stands still ends at once, although the engine goes on waiting', async () => {
    // A layer that the engine has not seen before.
    const name = `slow-${randomUUID()}:1`;
    await publishTestImage({ names: [name], files: [{ path: 'new', text: name }] });
    const answer: FrontOptions['answer'] = ({ path }) => (path.includes('/blobs/') ? 'silence' : undefined);
    await withRegistryFront({ answer }, async (front) => {
      const program = programs.start('test/engine/robustness/abort-pull.ts', [], {
        ...process.env,
        TMPDIR: temporary,
        LAVA_TEST_REGISTRY: front.address,
        LAVA_TEST_IMAGE: name,
      });
      await waitFor('the pull', () => front.open().length > 0, { timeoutMs: 60_000 });
      program.child.kill('SIGUSR2');
      const { exitCode, stdout, stderr } = await program.ended(30_000);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(JSON.parse(stdout) as AbortedPull).toEqual({ tag: 'JobAbortedError', leftovers: [] });
      expect(await readdir(temporary)).toEqual([]);
    });
  });
});

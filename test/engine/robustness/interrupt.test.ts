import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';

import { askEngine } from '../../../scripts/lib/engine-client.mjs';
import { waitFor } from '../../../scripts/lib/wait-for.mjs';
import { dockerConnection, shellJob } from '../../support/plain-worker.js';
import { testEngine } from '../../support/test-images.js';
import { type Program, type Programs, transpilePrograms } from '../../support/typescript-program.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

let programs: Programs;
let folder: string;
let temporary: string;
let jobId: string;

beforeAll(() => {
  programs = transpilePrograms();
});

afterAll(() => {
  programs.dispose();
});

/** A local folder for the command line; JSON is YAML as well. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lava-interrupt-test-'));
  temporary = join(folder, 'temporary');
  jobId = `interrupt/${randomUUID()}`;
  await mkdir(temporary);
  const write = (name: string, value: unknown): Promise<void> =>
    writeFile(join(folder, name), JSON.stringify(value), { mode: 0o600 });
  await write('realm.yaml', {
    realm: 'dev',
    s3_payloads: 's3://b/payloads',
    s3_temp: 's3://b/tmp',
    docker: 'dk',
  });
  await write('connections.yaml', { dk: dockerConnection(engineUnderTest().server) });
  await write('secrets.yaml', { 'registry-password': engineUnderTest().password });
});

afterEach(() => rm(folder, { recursive: true }));

const containers = async (): Promise<readonly { readonly State: string }[]> =>
  (await askEngine(testEngine(), {
    method: 'GET',
    path: '/containers/json',
    query: { all: '1', filters: JSON.stringify({ label: [`lava.job_id=${jobId}`] }) },
  })) as readonly { readonly State: string }[];

/** Runs a script with the command line until it has written `ready`. */
const startCommand = async (script: string): Promise<Program> => {
  const jobFile = join(folder, 'job.json');
  await writeFile(jobFile, JSON.stringify(shellJob(script, {}, { job_id: jobId })));
  const program = programs.start('src/cli/main.ts', ['run', jobFile, '--folder', folder], {
    ...process.env,
    TMPDIR: temporary,
  });
  const isReady = (): boolean => `${program.stdout()}${program.stderr()}`.includes('ready');
  await waitFor('the container to be ready', isReady, { timeoutMs: 60_000 });
  return program;
};

describe('the command line', () => {
  it('interrupted once stops the container, stores its log and ends with 130', async () => {
    const program = await startCommand(
      `trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.1; done`,
    );
    program.child.kill('SIGINT');
    const { exitCode, stderr } = await program.ended(60_000);
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Stopping the job');
    expect(await containers()).toEqual([]);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('interrupted twice kills a container that does not stop, and ends with 130', async () => {
    const program = await startCommand(`trap 'echo no' TERM; echo ready; while :; do sleep 0.1; done`);
    program.child.kill('SIGINT');
    const refuses = (): boolean => /^.*\bno\b\s*$/m.test(`${program.stdout()}\n${program.stderr()}`);
    await waitFor('the container to refuse', refuses, { timeoutMs: 9000 });
    program.child.kill('SIGINT');
    const { exitCode, stderr } = await program.ended(60_000);
    expect(exitCode).toBe(130);
    expect(stderr).toContain('Killing the job');
    expect(await containers()).toEqual([]);
    expect(await readdir(temporary)).toEqual([]);
  });
});

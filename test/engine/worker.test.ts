import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { waitFor } from '../../scripts/lib/wait-for.mjs';
import { containersOf } from '../support/engine-containers.js';
import { dockerConnection, shellJob } from '../support/plain-worker.js';
import { type Program, type Programs, transpilePrograms } from '../support/typescript-program.js';
import { engineUnderTest } from './docker-engine/engine-under-test.js';

let programs: Programs;
let folder = '';
let temporary = '';

beforeAll(() => {
  programs = transpilePrograms();
});
afterAll(() => {
  programs.dispose();
});

const write = (name: string, value: unknown): Promise<void> =>
  writeFile(path.join(folder, name), JSON.stringify(value), { mode: 0o600 });

const actions = { on_success: [{ action: 'log' }], on_fail: [{ action: 'log' }] };
const job = (jobId: string, script: string, parameters: Readonly<Record<string, unknown>> = {}) =>
  shellJob(script, parameters, { job_id: jobId, ...actions });

/** A realm with its jobs; JSON is YAML as well. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lava-worker-test-'));
  temporary = path.join(folder, 'temporary');
  for (const name of ['temporary', 'queue']) await mkdir(path.join(folder, name));
  await write('realm.yaml', {
    realm: 'demo',
    s3_payloads: 's3://demo/payloads',
    s3_temp: 's3://demo/temp',
    docker: 'dk',
  });
  await write('connections.yaml', { dk: dockerConnection(engineUnderTest().server) });
  await write('secrets.yaml', { 'registry-password': engineUnderTest().password });
  await write('jobs.yaml', {
    greet: job('greet', 'echo hello'),
    fail: job('fail', 'echo no >&2; exit 3'),
    hang: job('hang', `trap 'exit 0' TERM; sleep 1000 & wait`, { timeout: '1s' }),
    command: {
      job_id: 'command',
      type: 'cmd',
      worker: 'core',
      enabled: true,
      payload: 'echo {{ job.run_id }}',
      ...actions,
    },
    // Runs until there is a file with the name `go` in its directory.
    long: job('long', 'while [ ! -e go ]; do sleep 0.1; done; echo done'),
  });
});
afterEach(() => rm(folder, { recursive: true }));

/** Puts a dispatch into the queue. The id of the run is unique to this file, the folder and the job. */
const dispatch = async (jobId: string): Promise<void> => {
  const message = {
    realm: 'demo',
    worker: 'core',
    job_id: jobId,
    run_id: runIdOf(jobId),
    ts_dispatch: '2026-11-23T09:05:00Z',
  };
  await write('queue/.unfinished', message);
  await rename(path.join(folder, 'queue/.unfinished'), path.join(folder, `queue/${jobId}.json`));
};

const runIdOf = (jobId: string): string => `${path.basename(folder)}-${jobId}`;

const startWorker = (): Program =>
  programs.start('examples/worker/src/main.ts', [folder, 'core'], { ...process.env, TMPDIR: temporary });

/** The messages in the queue, by the ids of their jobs. */
const queued = async (): Promise<readonly string[]> =>
  (await readdir(path.join(folder, 'queue'))).map((file) => file.split('.', 1)[0] ?? '').sort();

/** Waits until the queue holds these messages and no others. */
const queueHolds = (worker: Program, ...jobIds: readonly string[]): Promise<boolean> =>
  waitFor(
    `the queue to hold ${jobIds.join(', ')}`,
    async () => stillRuns(worker) && (await queued()).join() === jobIds.join(),
    { timeoutMs: 60_000 },
  );

/** Fails at once, with what it said, when a worker has ended that should not. */
const stillRuns = ({ child, stderr }: Program): boolean => {
  if (child.exitCode === null) return true;
  throw new Error(`The worker has ended: ${stderr()}`);
};

const directoryOf = async (worker: Program, jobId: string): Promise<string> => {
  const root = path.join(temporary, `lava/demo/core.${worker.child.pid ?? 0}`);
  const directory = path.join(root, runIdOf(jobId));
  await waitFor(
    `the container of ${jobId}`,
    async () => stillRuns(worker) && (await containersOf(runIdOf(jobId))).length > 0,
    { timeoutMs: 60_000 },
  );
  return directory;
};

const logOf = (jobId: string, name = 'logs'): Promise<string> =>
  readFile(path.join(folder, 'objects/demo/temp', jobId, runIdOf(jobId), name), 'utf8');

test('the example worker runs jobs, tells of their ends, and at SIGTERM lets what runs go on to its end', async () => {
  for (const jobId of ['long', 'greet', 'fail', 'hang', 'command']) await dispatch(jobId);
  const worker = startWorker();
  await queueHolds(worker, 'long');
  const directory = await directoryOf(worker, 'long');

  worker.child.kill('SIGTERM');
  await dispatch('greet');
  await writeFile(path.join(directory, 'go'), '');
  expect(await worker.ended(60_000)).toMatchObject({ exitCode: 0 });

  // A message that comes after the signal is for another worker.
  expect(await queued()).toEqual(['greet']);
  expect(await logOf('greet')).toBe('hello\n');
  expect(await logOf('long')).toBe('done\n');
  expect(await logOf('command', 'stdout')).toBe(`${runIdOf('command')}\n`);
  const said = worker.stderr();
  for (const told of [
    'on_success of greet',
    'on_success of command',
    'on_success of long',
    'on_fail of fail',
  ])
    expect(said).toContain(told);
  expect(said).toMatch(/on_fail of hang.*28/);
  expect(await containersOf(path.basename(folder))).toEqual([]);
  expect(await readdir(temporary, { recursive: true })).toEqual(['lava', 'lava/demo']);
});

test('the example worker stops what runs at a second signal and leaves its message in the queue', async () => {
  await dispatch('long');
  const worker = startWorker();
  await directoryOf(worker, 'long');

  worker.child.kill('SIGTERM');
  worker.child.kill('SIGTERM');
  // Two signals of one kind may arrive as one.
  worker.child.kill('SIGINT');
  expect(await worker.ended(60_000)).toMatchObject({ exitCode: 143 });

  expect(await queued()).toEqual(['long']);
  expect(worker.stderr()).not.toContain('of long');
  expect(await containersOf(path.basename(folder))).toEqual([]);
  expect(await readdir(temporary, { recursive: true })).toEqual(['lava', 'lava/demo']);
});

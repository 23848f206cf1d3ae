import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { runFile } from '../../examples/run-a-job.js';
import { engineUnderTest } from './docker-engine/engine-under-test.js';

const { server, registry, username, password, image } = engineUnderTest();

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lava-example-'));
  const write = (name: string, value: unknown): Promise<void> =>
    writeFile(path.join(folder, name), JSON.stringify(value), { mode: 0o600 });
  // JSON is YAML as well.
  await write('realm.yaml', {
    realm: 'demo',
    s3_payloads: 's3://demo/payloads',
    s3_temp: 's3://demo/temp',
    docker: 'registry',
  });
  await write('connections.yaml', {
    registry: {
      type: 'docker',
      enabled: true,
      server,
      registry,
      user: username,
      password: 'registry-password',
    },
  });
  await write('secrets.yaml', { 'registry-password': password });
  await write('job.json', {
    job_id: 'demo/greeting',
    type: 'docker',
    worker: 'core',
    enabled: true,
    payload: `${image.repository}:${image.tag}`,
    parameters: { command: '/bin/sh -c', args: ['echo "Hello {{ vars.name }}"'], vars: { name: 'Ada' } },
  });
});

afterAll(() => rm(folder, { recursive: true }));

test('the example run-a-job runs a job of a file on a real engine', async () => {
  const run = await runFile(path.join(folder, 'job.json'), folder);
  expect(run).toMatchObject({ status: 'complete', result: { exit_status: 0, error: null } });
  const log = path.join(
    folder,
    'objects/demo/temp/demo/greeting',
    run.status === 'complete' ? run.runId : '',
    'logs',
  );
  expect(await readFile(log, 'utf8')).toBe('Hello Ada\n');
});

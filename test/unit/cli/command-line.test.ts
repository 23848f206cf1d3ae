import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { runCommandLine } from '../../../src/cli/command-line.js';
import { makeTestTerminal } from './test-terminal.js';

const job = {
  job_id: 'demo/d',
  type: 'docker',
  worker: 'core',
  payload: 'img:1',
  parameters: {
    command: 'echo {{ vars.x }}',
    vars: { x: 'hi' },
    docker: 'dk',
    env: { A: 'b', API_TOKEN: 'hunter2' },
  },
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-test-'));
  await writeFile(join(folder, 'realm.yaml'), 'realm: dev\ns3_payloads: s3://b/p\ns3_temp: s3://b/t\n');
  await writeFile(join(folder, 'job.json'), JSON.stringify(job));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const run = async (args: readonly string[], input = '') => {
  const terminal = makeTestTerminal({ input, workingDirectory: folder });
  const exitCode = await runCommandLine(args, terminal);
  return { exitCode, out: terminal.out(), err: terminal.err() };
};

describe('the command line', () => {
  it('explains itself, exit codes included', async () => {
    const { exitCode, out } = await run(['--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain('Exit codes:');
  });

  it.each([[[]], [['fly']], [['run']], [['run', 'job.json', '--fast']]])('refuses %j', async (args) => {
    expect((await run(args)).exitCode).toBe(2);
  });
});

describe('validate', () => {
  it('approves of a job that is in order', async () => {
    expect(await run(['validate', 'job.json', '--folder', '.'])).toEqual({
      exitCode: 0,
      out: 'job.json: ok\n',
      err: '',
    });
  });

  it('lists every problem, of every job', async () => {
    await writeFile(
      join(folder, 'bad.json'),
      JSON.stringify({ ...job, payload: 'A/B', parameters: { docker: 'dk', vars: 1 } }),
    );
    await writeFile(join(folder, 'other.json'), JSON.stringify({ ...job, type: 'sql' }));
    const { exitCode, out, err } = await run(['validate', 'bad.json', 'job.json', 'other.json', '-f', '.']);
    expect([exitCode, out]).toEqual([2, 'job.json: ok\n']);
    expect(err).toContain('bad.json: Bad payload: ');
    expect(err).toContain('parameters.vars: vars must be a map/dict');
    expect(err).toContain('other.json: Unknown job type: sql');
  });

  it('reads a job from standard input', async () => {
    expect(await run(['validate', '-', '-f', '.'], JSON.stringify(job))).toMatchObject({
      exitCode: 0,
      out: '-: ok\n',
    });
  });

  it.each([
    ['a missing file', ['validate', 'none.json', '-f', '.'], 'Cannot read none.json'],
    ['a folder without a realm', ['validate', 'job.json', '-f', 'none'], 'There is no folder'],
  ])('says what is wrong with %s', async (_what, args, message) => {
    const { exitCode, err } = await run(args);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });

  it('says where JSON is broken', async () => {
    expect(await run(['validate', '-', '-f', '.'], '{')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('- is not JSON') as string,
    });
  });
});

describe('render', () => {
  it('prints what the container would be given, secrets left out', async () => {
    const { exitCode, out } = await run(['render', 'job.json', '-f', '.']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      image: 'img:1',
      connectionId: 'dk',
      timeoutMs: 600_000,
      container: {
        command: ['echo', 'hi'],
        environment: { A: 'b', API_TOKEN: '[redacted]', LAVA_JOB_ID: 'demo/d' },
        hostConfig: { NetworkMode: 'default' },
      },
    });
    expect(out).not.toContain('hunter2');
  });

  it('says which template is wrong', async () => {
    const bad = { ...job, parameters: { ...job.parameters, args: ['{% if %}'] } };
    const { exitCode, err } = await run(['render', '-', '-f', '.'], JSON.stringify(bad));
    expect(exitCode).toBe(2);
    expect(err).toContain('Bad command or args: ');
  });
});

describe('run', () => {
  it('refuses a bad job before anything is contacted, as JSON if asked for', async () => {
    const { exitCode, out } = await run(
      ['run', '-', '-f', '.', '--json'],
      JSON.stringify({ ...job, payload: '', enabled: true }),
    );
    expect(exitCode).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      status: 'failed',
      code: 'job.bad',
      result: { error_data: null },
    });
  });

  it('skips a job that is not enabled', async () => {
    const { exitCode, err } = await run(['run', 'job.json', '-f', '.']);
    expect(exitCode).toBe(0);
    expect(err).toContain('Job skipped: Not enabled');
  });

  it('says that a connection is missing', async () => {
    await writeFile(join(folder, 'job.json'), JSON.stringify({ ...job, enabled: true }));
    const { exitCode, err } = await run(['run', 'job.json', '-f', '.']);
    expect(exitCode).toBe(1);
    expect(err).toContain('Job failed: Cannot get docker client: dk: No such connection');
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { runCommandLine } from '../../src/cli/command-line.js';
import { fault } from '../support/aws/aws-fault.js';
import { type LavaOnAws, startLavaOnAws } from '../support/aws/lava-on-aws.js';
import type { RawItem } from '../support/aws/lava-tables.js';
import { jsonItem, rawItem, secureItem } from '../support/aws/state-items.js';
import { transpilePrograms } from '../support/typescript-program.js';
import { makeTestTerminal } from '../unit/cli/test-terminal.js';

/** What the SDK finds by itself: credentials, and nothing of this machine. */
const sdkEnvironment = {
  AWS_ACCESS_KEY_ID: 'AKCLI',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-test',
  AWS_REGION: 'ap-southeast-2',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
};

const realm: RawItem = {
  realm: { S: 'dev' },
  s3_payloads: { S: 's3://b/payloads' },
  s3_temp: { S: 's3://b/tmp' },
};

const job: RawItem = {
  job_id: { S: 'demo/é' },
  type: { S: 'docker' },
  worker: { S: 'core' },
  enabled: { BOOL: true },
  payload: { S: 'img:1' },
  state: { M: { last: { S: 'never' }, key: { NULL: true }, none: { N: '3' } } },
  parameters: {
    M: {
      command: { S: 'echo {{ state.last }} {{ state.none }}' },
      docker: { S: 'dk' },
      timeout: { N: '90' },
      host_config: { M: { cpu_shares: { N: '512' } } },
      env: { M: { API_TOKEN: { S: '{{ state.key }}' } } },
    },
  },
};

let aws: LavaOnAws;
beforeEach(async () => {
  aws = await startLavaOnAws();
  await aws.tables.put('lava.realms', realm);
  await aws.tables.put('lava.dev.jobs', job);
  for (const [name, value] of Object.entries(sdkEnvironment)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

const run = async (...args: readonly string[]) => {
  const terminal = makeTestTerminal();
  const exitCode = await runCommandLine(args, terminal);
  return { exitCode, out: terminal.out(), err: terminal.err() };
};

/** A command on the realm of the test's own AWS. */
const runOnAws = (command: string, ...args: readonly string[]) =>
  run(command, ...args, '--aws', '--realm', 'dev', '--endpoint-url', aws.server.url);

describe('the command line on AWS', () => {
  it('validates jobs of the jobs table, and reads realm and jobs only', async () => {
    await aws.tables.put('lava.dev.jobs', { ...job, job_id: { S: 'bad' }, payload: { S: 'A/B' } });
    expect(await runOnAws('validate', 'demo/é', 'bad', 'none')).toEqual({
      exitCode: 2,
      out: 'demo/é: ok\n',
      err: expect.stringMatching(
        /^bad: Bad payload: [^]*\nNo such job: none \(table lava\.dev\.jobs\)\n$/,
      ) as string,
    });
    expect(
      aws.server.requests.map(({ operation, accessKeyId, input }) => [operation, accessKeyId, input]),
    ).toEqual([
      ['GetItem', 'AKCLI', { TableName: 'lava.realms', Key: { realm: { S: 'dev' } } }],
      ...['demo/é', 'bad', 'none'].map((id) => [
        'GetItem',
        'AKCLI',
        { TableName: 'lava.dev.jobs', Key: { job_id: { S: id } } },
      ]),
    ]);
  });

  it('renders a job with the state that is stored, secrets left out', async () => {
    await aws.tables.put('lava.dev.state', rawItem('last', { N: '2.5' }), secureItem('key', '"hunter2"'));
    const { exitCode, out, err } = await runOnAws('render', 'demo/é');
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      image: 'img:1',
      connectionId: 'dk',
      timeoutMs: 90_000,
      container: {
        command: ['echo', '2.5', '3'],
        environment: { API_TOKEN: '[redacted]', LAVA_REALM: 'dev', LAVA_JOB_ID: 'demo/é' },
        hostConfig: { CpuShares: 512 },
      },
    });
    expect(out).not.toContain('hunter2');
    expect(aws.server.inputsOf('Decrypt')).toHaveLength(1);
  });

  it('runs a job as far as its connection, which the connections table does not have', async () => {
    const { exitCode, err } = await runOnAws('run', 'demo/é');
    expect(exitCode).toBe(1);
    expect(err).toContain('Job failed: Cannot get docker client: dk: No such connection');
    expect(aws.server.inputsOf('GetItem').at(-1)).toEqual({
      TableName: 'lava.dev.connections',
      Key: { conn_id: { S: 'dk' } },
    });
  });

  it('tells every problem of a state item, with table and key', async () => {
    await aws.tables.put('lava.dev.state', { ...jsonItem('last', '{'), oops: { S: 'hunter2' } });
    const { exitCode, err } = await runOnAws('run', 'demo/é');
    expect(exitCode).toBe(1);
    expect(err).toContain(
      'Job failed: Cannot import state: Table lava.dev.state, state_id "last": Bad state item: Unexpected keys: oops',
    );
    expect(err).toContain('value: Bad state item: value must be JSON text');
    expect(err).not.toContain('hunter2');
  });

  it('tells every problem of the realm and of the job', async () => {
    await aws.tables.put('lava.realms', { realm: { S: 'dev' }, docker: { N: '1' } });
    const badRealm = await runOnAws('validate', 'demo/é');
    expect(badRealm.exitCode).toBe(2);
    expect(badRealm.err).toContain('demo/é: Bad realm record: Missing keys: s3_payloads, s3_temp');
    expect(badRealm.err).toContain('docker must be text');
    await aws.tables.put('lava.realms', realm);
    await aws.tables.put('lava.dev.jobs', { job_id: { S: 'bad' }, type: { S: 'docker' }, owner: { N: '1' } });
    const badJob = await runOnAws('run', 'bad');
    expect(badJob.exitCode).toBe(2);
    expect(badJob.err).toContain('Bad job record: Missing keys: payload, worker');
    expect(badJob.err).toContain('owner must be text');
  });

  it('refuses a realm whose settings of the parameter cache make no sense', async () => {
    await aws.tables.put('lava.realms', {
      ...realm,
      config: { M: { param_cache_size: { S: 'many' }, PARAM_CACHE_TTL: { S: 'long' } } },
    });
    const { exitCode, err } = await runOnAws('run', 'demo/é');
    expect(exitCode).toBe(2);
    expect(err).toContain('PARAM_CACHE_SIZE');
    expect(err).toContain('PARAM_CACHE_TTL');
  });

  it('says that there is no such realm', async () => {
    expect(
      await run('run', 'demo/é', '--aws', '--realm', 'nowhere', '--endpoint-url', aws.server.url),
    ).toEqual({ exitCode: 2, out: '', err: 'No such realm: nowhere (table lava.realms)\n' });
  });

  it('says that there is no such job', async () => {
    expect(await runOnAws('run', 'demo')).toEqual({
      exitCode: 2,
      out: '',
      err: 'No such job: demo (table lava.dev.jobs)\n',
    });
  });

  it('says what AWS refuses', async () => {
    aws.server.disturb('GetItem', fault('AccessDeniedException', 400, 'not authorized'));
    expect(await runOnAws('run', 'demo/é')).toEqual({
      exitCode: 1,
      out: '',
      err: 'Cannot read the item with realm "dev" of table lava.realms: AccessDeniedException: not authorized\n',
    });
  });

  it.each([
    ['AWS_REGION', 'Region is missing'],
    ['AWS_ACCESS_KEY_ID', 'CredentialsProviderError: Could not load credentials from any providers'],
  ])('says that nothing is found without %s', async (variable, message) => {
    vi.stubEnv(variable, undefined);
    expect(await runOnAws('run', 'demo/é')).toEqual({
      exitCode: 1,
      out: '',
      err: `Cannot read the item with realm "dev" of table lava.realms: ${message}\n`,
    });
    expect(aws.server.requests).toEqual([]);
  });

  it('takes the region of the command line before the one that the SDK finds', async () => {
    await runOnAws('validate', 'demo/é', '--region', 'eu-central-1');
    expect(new Set(aws.server.requests.map(({ region }) => region))).toEqual(new Set(['eu-central-1']));
  });

  it.each([
    [['--aws'], '--aws needs --realm <realm>'],
    [
      ['--aws', '--realm', 'dev', '--endpoint-url', '127.0.0.1:4566'],
      'AWS option endpoint: found 127.0.0.1:4566, allowed: a URL with http or https, e.g. http://127.0.0.1:4566',
    ],
    [['--realm', 'dev'], '--realm, --region and --endpoint-url go with --aws'],
    [
      ['--aws', '--realm', 'dev', '--folder', 'lava'],
      "option '--aws' cannot be used with option '-f, --folder <folder>'",
    ],
  ])('refuses %j', async (args, message) => {
    const { exitCode, err } = await run('run', 'demo/é', ...args);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});

describe('the AWS SDK', () => {
  it('is loaded with --aws only, and only the part of it that is used', async () => {
    const programs = transpilePrograms();
    const folder = await mkdtemp(join(tmpdir(), 'aws-cli-test-'));
    await writeFile(
      join(folder, 'realm.json'),
      '{"realm":"dev","s3_payloads":"s3://b/p","s3_temp":"s3://b/t"}',
    );
    await writeFile(
      join(folder, 'job.json'),
      '{"job_id":"d","type":"docker","worker":"core","payload":"img:1","parameters":{"docker":"dk"}}',
    );
    const program = 'test/aws/run-command-line.ts';
    const endsWith = async (...args: readonly string[]): Promise<string | undefined> => {
      const { stdout } = await programs
        .start(program, args, { ...process.env, ...sdkEnvironment })
        .ended(60_000);
      return stdout.trim().split('\n').at(-1);
    };
    try {
      expect(await endsWith('validate', join(folder, 'job.json'), '-f', folder)).toBe('[]');
      const onAws = ['--aws', '--realm', 'dev', '--endpoint-url', aws.server.url];
      expect(await endsWith('validate', 'demo/é', ...onAws)).toBe('["client-dynamodb"]');
    } finally {
      programs.dispose();
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type AwsWorker, startWorker } from '../../../examples/run-on-aws.js';
import { makeDockerEngineRuntime } from '../../../src/adapters/docker-engine/index.js';
import { parameterService, secretService } from '../../support/aws/aws-services.js';
import { type LavaOnAws, startLavaOnAws } from '../../support/aws/lava-on-aws.js';
import { type S3Server, s3Credentials, startS3Server } from '../../support/aws/s3-server.js';
import { jsonItem, rawItem, secureItem } from '../../support/aws/state-items.js';
import { publishTestImage, removeTestImages } from '../../support/test-images.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

const names = ['jin-gizmo/lava/amzn2023/base:latest', 'dist/lava/centos8/full:latest'];
const realm = {
  realm: 'dev',
  s3_payloads: 's3://b/payloads',
  s3_temp: 's3://b/tmp',
  s3_key: 'alias/lava-dev',
};
const { server, registry, username, password } = engineUnderTest();

/** The documentation's jobs have one id. */
const jobs = [1, 2, 3].map((number) => ({
  jobId: `demo/simple-docker-${number}`,
  file: join('examples', 'jobs', `simple-docker-${number}.json`),
}));

/** A job that needs every service: its state from KMS, its connections from SSM, Secrets Manager, STS and as RDS tokens. */
const everything = {
  job_id: 'demo/everything',
  type: 'docker',
  worker: 'core',
  enabled: true,
  payload: 'dist/lava/centos8/full',
  state: { greeting: 'none' },
  parameters: {
    docker: 'ecr',
    command: '/bin/sh -c {{vars.script}}',
    vars: {
      script:
        'echo "$GREETING"; $LAVA_CONN_KEY value; for c in DB SET ROLE; do eval test -x \\$LAVA_CONN_$c && echo $c; done',
    },
    env: { GREETING: '{{ state.greeting }}' },
    connections: { key: 'key', db: 'db', set: 'set', role: 'role' },
  },
};

/** The values that a state of the default 'd' can have. */
const states = [
  { kind: 'absent', item: undefined, shown: 'd' },
  { kind: 'json', item: jsonItem('s-json', '"decoded"'), shown: 'decoded' },
  { kind: 'raw', item: rawItem('s-raw', { N: '41' }), shown: '41' },
  { kind: 'secure', item: secureItem('s-secure', '"decrypted"'), shown: 'decrypted' },
];

/** A job whose argument is the value of a state. */
const jobOfState = (kind: string) => ({
  job_id: `demo/state-${kind}`,
  type: 'docker',
  worker: 'core',
  enabled: true,
  payload: 'dist/lava/centos8/full',
  state: { [`s-${kind}`]: 'd' },
  parameters: { docker: 'ecr', command: 'echo', args: [`{{ state['s-${kind}'] }}`] },
});

const connections = [
  { conn_id: 'key', type: 'generic', attributes: { value: { type: 'ssm', parameter: '/lava/dev/key' } } },
  {
    conn_id: 'db',
    type: 'postgres-rds',
    host: 'db.example',
    port: 5432,
    database: 'd',
    user: 'u',
    ssl: true,
  },
  { conn_id: 'set', type: 'postgres', secret_id: '/lava/dev/set' },
  { conn_id: 'role', type: 'aws', role_arn: 'arn:aws:iam::111122223333:role/r' },
];

const databaseSet = { username: 'u', password: 'p', host: 'h', port: 5432, dbname: 'd' };

let lava: LavaOnAws;
let s3: S3Server;
let worker: AwsWorker;

/** The answer of ECR with a token that holds a password. */
const tokenWith = (tokenPassword: string) => ({
  authorizationData: [
    {
      authorizationToken: Buffer.from(`${username}:${tokenPassword}`).toString('base64'),
      proxyEndpoint: `https://${registry}`,
      expiresAt: Math.floor(Date.now() / 1000) + 12 * 3600,
    },
  ],
});

/** Starts a worker of the realm. */
const start = (): Promise<AwsWorker> => {
  const { url } = lava.server;
  return startWorker(
    'dev',
    {
      region: 'ap-southeast-2',
      credentials: s3Credentials,
      endpoint: { dynamoDb: url, ecr: url, ssm: url, kms: url, secretsManager: url, sts: url, s3: s3.url },
    },
    makeDockerEngineRuntime(),
  );
};

beforeAll(async () => {
  await publishTestImage({ names });
  s3 = await startS3Server(['b']);
  lava = await startLavaOnAws();
  lava.server.answer({
    GetAuthorizationToken: () => tokenWith(password),
    AssumeRole: () => ({
      Credentials: {
        AccessKeyId: 'ASIAROLE',
        SecretAccessKey: 'role-secret',
        SessionToken: 'role-session',
        Expiration: '2030-01-01T00:00:00Z',
      },
    }),
    ...parameterService(new Map([['/lava/dev/key', 'from SSM']])),
    ...secretService(new Map([['/lava/dev/set', JSON.stringify(databaseSet)]])),
  });
  await lava.tables.put('lava.realms', marshall(realm));
  const ecr = { conn_id: 'ecr', type: 'docker', enabled: true, server, registry: 'ecr' };
  await lava.tables.put('lava.dev.connections', marshall(ecr));
  for (const { jobId, file } of jobs) {
    const job = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await lava.tables.put('lava.dev.jobs', marshall({ ...job, job_id: jobId }));
  }
  for (const connection of connections)
    await lava.tables.put('lava.dev.connections', marshall({ enabled: true, ...connection }));
  await lava.tables.put('lava.dev.state', secureItem('greeting', '"from KMS"'));
  await lava.tables.put('lava.dev.jobs', marshall(everything));
  for (const { kind, item } of states) {
    await lava.tables.put('lava.dev.jobs', marshall(jobOfState(kind)));
    if (item) await lava.tables.put('lava.dev.state', item);
  }
  worker = await start();
});

afterAll(async () => {
  await worker.close();
  await lava.close();
  await s3.close();
  await removeTestImages(names);
});

/** The log of a run. */
const logOf = async (jobId: string, runId: string): Promise<string> =>
  (await fetch(`${s3.url}/b/tmp/${jobId}/${runId}/logs`)).text();

describe('the examples of the documentation, with every port on AWS', () => {
  it.each(jobs)(
    '$file runs from its table, pulls with a token of ECR, and its log is the date',
    async ({ jobId }) => {
      const run = await worker.run(jobId, new AbortController().signal);
      if (run.status !== 'complete') throw new Error(`The job ended as ${JSON.stringify(run)}`);
      const key = `tmp/${jobId}/${run.runId}/logs`;
      expect(run.result).toMatchObject({ exit_status: 0, output: `s3://b/${key}`, error: null });
      const stored = s3.requests.find(({ method, path }) => method === 'PUT' && path === `/b/${key}`);
      expect(stored?.headers).toMatchObject({
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'alias/lava-dev',
      });
      expect(await logOf(jobId, run.runId)).toMatch(/^\w{3} \w{3} +\d+ [\d:]{8} UTC \d{4}\n$/);
    },
  );

  it('the jobs have asked for one token, without account ids, and read the tables of the realm by their keys', () => {
    expect(lava.server.inputsOf('GetAuthorizationToken')).toEqual([{}]);
    const reads = lava.server.inputsOf('GetItem').map(({ TableName, Key }) => ({ TableName, Key }));
    expect(reads).toContainEqual({ TableName: 'lava.realms', Key: { realm: { S: 'dev' } } });
    expect(reads).toContainEqual({ TableName: 'lava.dev.connections', Key: { conn_id: { S: 'ecr' } } });
    for (const { jobId } of jobs)
      expect(reads).toContainEqual({ TableName: 'lava.dev.jobs', Key: { job_id: { S: jobId } } });
  });
});

describe('a job that needs every service', () => {
  it('has its state decrypted and its connections ready, and each service is asked once', async () => {
    const run = await worker.run(everything.job_id, new AbortController().signal);
    if (run.status !== 'complete') throw new Error(`The job ended as ${JSON.stringify(run)}`);
    expect(await logOf(everything.job_id, run.runId)).toBe('from KMS\nfrom SSMDB\nSET\nROLE\n');
    expect(lava.server.inputsOf('Decrypt')).toHaveLength(1);
    expect(lava.server.inputsOf('GetParameter')).toEqual([{ Name: '/lava/dev/key', WithDecryption: true }]);
    expect(lava.server.inputsOf('GetSecretValue')).toEqual([{ SecretId: '/lava/dev/set' }]);
    expect(lava.server.inputsOf('AssumeRole')).toMatchObject([
      { RoleArn: 'arn:aws:iam::111122223333:role/r', DurationSeconds: '10800' },
    ]);
    expect(lava.server.inputsOf('GetAuthorizationToken')).toEqual([{}]);
  });
});

describe('case 81: the state of a job', () => {
  it.each(states)('that is $kind is rendered as "$shown"', async ({ kind, shown }) => {
    const decryptions = lava.server.inputsOf('Decrypt').length;
    const { job_id: jobId } = jobOfState(kind);
    const run = await worker.run(jobId, new AbortController().signal);
    if (run.status !== 'complete') throw new Error(`The job ended as ${JSON.stringify(run)}`);
    expect(await logOf(jobId, run.runId)).toBe(`${shown}\n`);
    const calls = lava.server.inputsOf('Decrypt').slice(decryptions);
    expect(calls).toHaveLength(kind === 'secure' ? 1 : 0);
    for (const call of calls) expect(call).not.toHaveProperty('EncryptionContext');
  });
});

describe('a token that the registry refuses', () => {
  it('is dropped and asked for once more, and the new one is kept', async () => {
    const before = lava.server.inputsOf('GetAuthorizationToken').length;
    const passwords = ['revoked'];
    lava.server.answer({ GetAuthorizationToken: () => tokenWith(passwords.shift() ?? password) });
    const another = await start();
    try {
      for (const times of ['first', 'second']) {
        const run = await another.run(jobs[0]?.jobId ?? '', new AbortController().signal);
        expect([times, run.status]).toEqual([times, 'complete']);
      }
    } finally {
      await another.close();
    }
    expect(lava.server.inputsOf('GetAuthorizationToken').slice(before)).toEqual([{}, {}]);
  });
});

describe('a log that S3 does not take', () => {
  it('fails the job, names the object and what S3 said, and is kept in the spool', async () => {
    s3.disturb(({ method }) =>
      method === 'PUT' ? { status: 503, body: '<Error><Code>SlowDown</Code></Error>' } : undefined,
    );
    const run = await worker.run(jobs[0]?.jobId ?? '', new AbortController().signal);
    s3.disturb();
    if (run.status !== 'failed') throw new Error(`The job ended as ${JSON.stringify(run)}`);
    const { message, data } = run.error;
    expect(message).toContain(`s3://b/tmp/${jobs[0]?.jobId}/${run.runId}/logs: SlowDown`);
    expect(data).toMatchObject({ exit_status: 0 });
    const spool = data?.spool ?? '';
    expect(await readFile(spool, 'utf8')).toMatch(/^\w{3} \w{3} +\d+ [\d:]{8} UTC \d{4}\n$/);
    await rm(spool);
  });
});

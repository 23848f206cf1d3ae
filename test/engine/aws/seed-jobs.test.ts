import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type AwsWorker, startWorker } from '../../../examples/run-on-aws.js';
import { makeDockerEngineRuntime } from '../../../src/adapters/docker-engine/index.js';
import { type LavaOnAws, startLavaOnAws } from '../../support/aws/lava-on-aws.js';
import { type S3Server, s3Credentials, startS3Server } from '../../support/aws/s3-server.js';
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

let lava: LavaOnAws;
let s3: S3Server;
let worker: AwsWorker;

beforeAll(async () => {
  await publishTestImage({ names });
  s3 = await startS3Server(['b']);
  lava = await startLavaOnAws();
  lava.server.answer({
    GetAuthorizationToken: () => ({
      authorizationData: [
        {
          authorizationToken: Buffer.from(`${username}:${password}`).toString('base64'),
          proxyEndpoint: `https://${registry}`,
          expiresAt: Math.floor(Date.now() / 1000) + 12 * 3600,
        },
      ],
    }),
  });
  await lava.tables.put('lava.realms', marshall(realm));
  const ecr = { conn_id: 'ecr', type: 'docker', enabled: true, server, registry: 'ecr' };
  await lava.tables.put('lava.dev.connections', marshall(ecr));
  for (const { jobId, file } of jobs) {
    const job = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await lava.tables.put('lava.dev.jobs', marshall({ ...job, job_id: jobId }));
  }
  const { url } = lava.server;
  worker = await startWorker(
    'dev',
    {
      region: 'ap-southeast-2',
      credentials: s3Credentials,
      endpoint: { dynamoDb: url, ecr: url, ssm: url, kms: url, s3: s3.url },
    },
    makeDockerEngineRuntime(),
  );
});

afterAll(async () => {
  await worker.close();
  await lava.close();
  await s3.close();
  await removeTestImages(names);
});

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
      const log = await fetch(`${s3.url}/b/${key}`);
      expect(await log.text()).toMatch(/^\w{3} \w{3} +\d+ [\d:]{8} UTC \d{4}\n$/);
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

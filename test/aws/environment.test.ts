import { Readable } from 'node:stream';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type AwsAdapters, connectAws, type ConnectAwsOptions } from '../../src/adapters/aws/index.js';
import { makeFakeClock } from '../../src/testing/index.js';
import { type AwsServer, startAwsServer } from '../support/aws/aws-server.js';
import { testIdentity } from '../support/aws/lava-tables.js';

/** Variables that the SDK asks for whatever it is told. */
const harmless: ReadonlySet<string> = new Set([
  // Go into headers of a request, for AWS's own records, inside of AWS Lambda.
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  '_X_AMZN_TRACE_ID',
  // Silences a warning about old versions of Node.
  'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
  // Would set a limit that the adapters' options set already.
  'AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026',
]);

const ownEnvironment = process.env;

let server: AwsServer;
let asked: Set<string>;
beforeEach(async () => {
  server = await startAwsServer();
  asked = new Set();
});
afterEach(async () => {
  process.env = ownEnvironment;
  await server.close();
});

/** The environment of this process from now on: it has these variables, and notes which ones are asked for. */
const watchEnvironment = (variables: Readonly<Record<string, string>>): void => {
  process.env = new Proxy(
    { ...variables },
    {
      get: (target, name: string) => {
        asked.add(name);
        return Reflect.get(target, name) as unknown;
      },
    },
  );
};

const calm = () => ({ signal: new AbortController().signal });

/** One call of each service. What it gives does not matter: the server knows no operation. */
const callAll = async (aws: AwsAdapters): Promise<void> => {
  const body = { size: 1, open: () => Readable.from([Buffer.from('x')], { objectMode: false }) };
  const database = { database: 'db', durationMs: 900_000 };
  await Promise.all([
    aws.connections.find({ realm: 'dev', connectionId: 'c' }, calm())(),
    aws.state.find({ realm: 'dev', stateIds: ['s'] }, calm())(),
    aws.objects.put({ bucket: 'b', key: 'k' }, body, { ...calm(), contentType: 'text/plain' })(),
    aws.objects.get({ bucket: 'b', key: 'k' }, calm())(),
    aws.secrets.find('/p', calm())(),
    aws.managedSecrets.find('s', calm())(),
    aws.registryCredentials.login({ kind: 'ecr', accounts: [] }, { ...calm(), fresh: false })(),
    aws.roleCredentials.assume({ roleArn: 'arn:r', sessionName: 'lava', durationMs: 900_000 }, calm())(),
    aws.databaseCredentials.login({ kind: 'rds', host: 'h', port: 1, user: 'u' }, calm())(),
    aws.databaseCredentials.login({ kind: 'redshift', cluster: 'c', user: 'u', ...database }, calm())(),
    aws.databaseCredentials.login({ kind: 'redshift-serverless', workgroup: 'w', ...database }, calm())(),
    aws.clients.kms(),
  ]);
};

const connect = (options: Partial<ConnectAwsOptions>): AwsAdapters =>
  connectAws({ endpoint: server.url, maxAttempts: 1, clock: makeFakeClock(), ...options });

describe('the environment', () => {
  it('is asked for nothing that changes a call when credentials are given', async () => {
    watchEnvironment({ AWS_REGION: 'other-region-1', AWS_ACCESS_KEY_ID: 'OTHER', AWS_MAX_ATTEMPTS: '5' });
    const aws = connect(testIdentity);
    await callAll(aws);
    await aws.close();
    expect([...asked].filter((name) => !harmless.has(name) && /^AWS_|^HOME$|_X_AMZN/.test(name))).toEqual([]);
    expect(server.requests.map(({ region, accessKeyId }) => `${region} ${accessKeyId}`)).toEqual(
      server.requests.map(() => 'ap-southeast-2 AKTEST'),
    );
  });

  it('is used when the host says so', async () => {
    watchEnvironment({ AWS_REGION: 'sa-east-1', AWS_ACCESS_KEY_ID: 'ENVKEY', AWS_SECRET_ACCESS_KEY: 'x' });
    const aws = connect({ credentials: 'default-chain' });
    await aws.secrets.find('/p', calm())();
    expect(await aws.roleCredentials.region(calm())()).toMatchObject({ right: 'sa-east-1' });
    await aws.close();
    expect(server.requests).toMatchObject([{ region: 'sa-east-1', accessKeyId: 'ENVKEY' }]);
  });
});

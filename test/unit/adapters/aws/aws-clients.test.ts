import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';

import {
  type AwsOptions,
  connectAws,
  makeAwsClients,
  makeSsmSecretStore,
} from '../../../../src/adapters/aws/index.js';
import { makeFakeClock } from '../../../../src/testing/index.js';

const identity = { region: 'eu-west-1', credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } };
const calm = { signal: new AbortController().signal };

/** A client that answers every command with the same. */
const answering = (answer: unknown) => {
  const commands: object[] = [];
  let isDestroyed = false;
  return {
    commands,
    isDestroyed: () => isDestroyed,
    send: (command: object) => {
      commands.push(command);
      return Promise.resolve(answer);
    },
    destroy: () => {
      isDestroyed = true;
    },
  };
};

describe('makeAwsClients', () => {
  it('makes each client once', async () => {
    const clients = makeAwsClients(identity);
    expect(await clients.s3()).toBe(await clients.s3());
    expect(await clients.s3()).toBeInstanceOf(S3Client);
    await clients.close();
  });

  it('gives its options to the clients that it makes', async () => {
    const clients = makeAwsClients({
      ...identity,
      maxAttempts: 7,
      endpoint: { ssm: 'http://127.0.0.1:1234' },
      clients: {},
    });
    const { config } = await clients.ssm();
    expect(await config.region()).toBe('eu-west-1');
    expect(await config.maxAttempts()).toBe(7);
    expect(await config.endpoint?.()).toMatchObject({ hostname: '127.0.0.1', port: 1234 });
    expect((await clients.s3()).config.endpoint).toBeUndefined();
    await clients.close();
  });

  it('uses a client of the host as it is, and does not close it', async () => {
    const ssm = answering({ Parameter: { Value: 'pa55' } });
    const clients = makeAwsClients({ clients: { ssm } });
    const found = await makeSsmSecretStore(clients, { clock: makeFakeClock() }).find('/p', calm)();
    expect(found).toMatchObject({ _tag: 'Right', right: { _tag: 'Some' } });
    expect(ssm.commands).toHaveLength(1);
    await clients.close();
    expect(ssm.isDestroyed()).toBe(false);
  });

  it('takes the clients of the SDK', async () => {
    const ssm = new SSMClient(identity);
    const clients = makeAwsClients({ clients: { ssm } });
    expect(await clients.ssm()).toBe(ssm);
    ssm.destroy();
  });

  it('says which client is missing when it has no credentials to make it with', async () => {
    const clients = makeAwsClients({ clients: {} });
    const found = await makeSsmSecretStore(clients, { clock: makeFakeClock() }).find('/p', calm)();
    expect(found).toMatchObject({
      left: {
        _tag: 'Unavailable',
        code: 'aws.no-client',
        retryable: false,
        message: 'The AWS options hold neither a client of ssm nor credentials to make one with',
      },
    });
  });

  it('gives no client after it has been closed, however often', async () => {
    const aws = connectAws({ ...identity, clock: makeFakeClock() });
    await aws.clients.ssm();
    await aws.close();
    await aws.close();
    expect(await aws.secrets.find('/p', calm)()).toMatchObject({ left: { code: 'aws.closed' } });
  });

  it.each<readonly [string, AwsOptions]>([
    ['credentials', {}],
    ['credentials', { region: 'eu-west-1' }],
    ['region', { credentials: identity.credentials }],
    ['maxAttempts', { ...identity, maxAttempts: 0 }],
    ['maxAttempts', { ...identity, maxAttempts: 1.5 }],
    ['connectTimeoutMs', { ...identity, connectTimeoutMs: 0 }],
    ['idleTimeoutMs', { ...identity, idleTimeoutMs: Number.NaN }],
    ['endpoint', { ...identity, endpoint: '' }],
    ['endpoint', { ...identity, endpoint: '127.0.0.1:4566' }],
    ['endpoint', { ...identity, endpoint: { ssm: 'http://127.0.0.1:4566', s3: 'ftp://host' } }],
  ])('refuses an option %s that cannot be meant', (name, options) => {
    expect(() => makeAwsClients(options)).toThrow(new RegExp(`^AWS option ${name}: `));
  });

  it('takes the wish for what the SDK finds by itself, without a region', () => {
    expect(() => makeAwsClients({ credentials: 'default-chain' })).not.toThrow();
  });
});

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  makeAwsClients,
  makeSecretsManagerSecretStore,
  makeSsmSecretStore,
} from '../../src/adapters/aws/index.js';
import type { SecretStore } from '../../src/ports/secret-store.js';
import { makeFakeClock } from '../../src/testing/index.js';
import { type AwsBench, startAws } from '../support/aws/aws-bench.js';
import { broken, fault, throttle } from '../support/aws/aws-fault.js';
import { parameterService, secretService } from '../support/aws/aws-services.js';
import { testIdentity } from '../support/aws/lava-tables.js';

const name = '/lava/dev/pässword';

let server: AwsBench['server'];
let clients: AwsBench['clients'];
let close: AwsBench['close'];
beforeEach(async () => {
  ({ server, clients, close } = await startAws({
    ...parameterService(
      new Map([
        [name, 'pa55:wörd'],
        ['/lava/dev/list', 'a,b,c'],
      ]),
    ),
    ...secretService(
      new Map<string, string | Uint8Array>([
        [name, '{"password":"pa55:wörd"}'],
        ['binary', Uint8Array.of(1, 2)],
      ]),
    ),
  }));
});
afterEach(() => close());

const calm = () => ({ signal: new AbortController().signal });

/** The value of a secret, or what went wrong; `undefined` when there is none. */
const read = async (store: SecretStore, secret = name, options = calm()): Promise<unknown> => {
  const found = await store.find(secret, options)();
  if (E.isLeft(found)) return found.left;
  return O.isNone(found.right) ? undefined : found.right.value.reveal();
};

describe.each([
  [
    'SSM',
    'GetParameter',
    'parameter',
    () => makeSsmSecretStore(clients, { clock: makeFakeClock() }),
    'pa55:wörd',
  ],
  [
    'Secrets Manager',
    'GetSecretValue',
    'secret',
    () => makeSecretsManagerSecretStore(clients),
    '{"password":"pa55:wörd"}',
  ],
] as const)('the secret store of %s', (_service, operation, kind, makeStore, value) => {
  it('reads a secret, and finds none where there is none', async () => {
    expect(await read(makeStore())).toBe(value);
    expect(await read(makeStore(), '/lava/dev/nothing')).toBeUndefined();
    expect(server.requests[0]).toMatchObject({ region: testIdentity.region, operation });
  });

  it('asks again when AWS is busy, broken or cuts the connection', async () => {
    server.disturb(operation, throttle, broken);
    expect(await read(makeStore())).toBe(value);
    server.disturb(operation, { kind: 'cut' }, { kind: 'cut-answer' });
    expect(await read(makeStore())).toBe(value);
    expect(server.inputsOf(operation)).toHaveLength(6);
  });

  it('says that AWS stays busy, and that trying later may help', async () => {
    server.disturb(operation, throttle, throttle, throttle);
    expect(await read(makeStore())).toMatchObject({
      _tag: 'Unavailable',
      retryable: true,
      code: 'aws.busy',
      message: `Cannot read ${kind} ${name}: ThrottlingException: Rate exceeded`,
      details: { [kind]: name },
    });
    expect(server.inputsOf(operation)).toHaveLength(3);
  });

  it('says that it may not read, and asks once only', async () => {
    server.disturb(operation, fault('AccessDeniedException', 400, 'User: arn:x is not authorized'));
    expect(await read(makeStore())).toMatchObject({
      _tag: 'AccessDenied',
      retryable: false,
      message: `Cannot read ${kind} ${name}: AccessDeniedException: User: arn:x is not authorized`,
    });
    expect(server.inputsOf(operation)).toHaveLength(1);
  });

  it('shows nothing of an answer that cannot be read', async () => {
    server.disturb(operation, { kind: 'garble' }, { kind: 'garble' }, { kind: 'garble' });
    const error = await read(makeStore());
    expect(error).toMatchObject({ _tag: 'Unavailable', code: 'aws.unreadable-answer', retryable: true });
    expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toContain('pa55');
  });

  it('ends with Aborted before a call and in the middle of one', async () => {
    expect(await read(makeStore(), name, { signal: AbortSignal.abort() })).toMatchObject({
      _tag: 'Aborted',
    });
    expect(server.requests).toEqual([]);
    const controller = new AbortController();
    server.disturb(operation, { kind: 'hold', until: new Promise(() => undefined) });
    const reading = read(makeStore(), name, controller);
    await server.received(operation, 1);
    controller.abort();
    expect(await reading).toMatchObject({ _tag: 'Aborted' });
  });

  it('says that AWS does not answer in time', async () => {
    const { url } = server;
    clients = makeAwsClients({ ...testIdentity, endpoint: url, maxAttempts: 1, idleTimeoutMs: 20 });
    server.disturb(operation, { kind: 'hold', until: new Promise(() => undefined) });
    expect(await read(makeStore())).toMatchObject({
      _tag: 'Unavailable',
      code: 'aws.unavailable',
      retryable: true,
      details: { error: 'TimeoutError', [kind]: name },
    });
    await clients.close();
  });

  it('says that nobody answers at the address', async () => {
    clients = makeAwsClients({ ...testIdentity, endpoint: 'http://127.0.0.1:9' });
    expect(await read(makeStore())).toMatchObject({
      _tag: 'Unavailable',
      code: 'aws.unreachable',
      retryable: true,
    });
    await clients.close();
  });
});

describe('the secret store of SSM', () => {
  it('asks for decryption, and gives a list as it is', async () => {
    const store = makeSsmSecretStore(clients, { clock: makeFakeClock() });
    expect(await read(store, '/lava/dev/list')).toBe('a,b,c');
    expect(server.inputsOf('GetParameter')).toEqual([{ Name: '/lava/dev/list', WithDecryption: true }]);
  });

  it('asks once for 100 that want the same at once, and once more two minutes later', async () => {
    const clock = makeFakeClock();
    const store = makeSsmSecretStore(clients, { clock });
    const found = await Promise.all(Array.from({ length: 100 }, () => read(store)));
    expect(new Set(found)).toEqual(new Set(['pa55:wörd']));
    await clock.advance(119_000);
    await read(store);
    expect(server.inputsOf('GetParameter')).toHaveLength(1);
    await clock.advance(1_000);
    await read(store);
    expect(server.inputsOf('GetParameter')).toHaveLength(2);
  });

  it('keeps no failure', async () => {
    const store = makeSsmSecretStore(clients, { clock: makeFakeClock() });
    server.disturb('GetParameter', fault('AccessDeniedException'));
    expect(await read(store)).toMatchObject({ _tag: 'AccessDenied' });
    expect(await read(store)).toBe('pa55:wörd');
  });

  it('reads each time when the cache is off', async () => {
    const store = makeSsmSecretStore(clients, { clock: makeFakeClock(), cache: { ttlMs: 0 } });
    await read(store);
    await read(store);
    expect(server.inputsOf('GetParameter')).toHaveLength(2);
  });
});

describe('the secret store of Secrets Manager', () => {
  it('reads each time', async () => {
    const store = makeSecretsManagerSecretStore(clients);
    await read(store);
    await read(store);
    expect(server.inputsOf('GetSecretValue')).toEqual([{ SecretId: name }, { SecretId: name }]);
  });

  it('refuses a secret of bytes', async () => {
    expect(await read(makeSecretsManagerSecretStore(clients), 'binary')).toMatchObject({
      _tag: 'InvalidData',
      message: 'Cannot read secret binary: Binary secret not allowed',
    });
  });
});

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import type { ConnectionRegistry, DockerConnection } from '../../../src/connections/docker-connection.js';
import { registryLogin } from '../../../src/connections/registry-login.js';
import { Secret } from '../../../src/job/secret.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import { makeFakeRegistryCredentials, makeInMemorySecretStore } from '../../../src/testing/index.js';

const connection = (registry: ConnectionRegistry): DockerConnection => ({
  connectionId: 'dk',
  endpoint: { tls: true },
  registry,
});
const options = { signal: new AbortController().signal, fresh: false };
const password = connection({ _tag: 'password', host: 'reg', username: 'u', passwordName: '/p' });
const ecr = connection({ _tag: 'ecr', accounts: ['1'] });

describe('registryLogin', () => {
  it('gives none when the connection names no registry', async () => {
    const login = registryLogin({ secrets: makeInMemorySecretStore() }, connection({ _tag: 'none' }));
    expect(await login(options)()).toEqual(E.right(O.none));
  });

  it('takes the password from the secret that the connection names', async () => {
    const result = await registryLogin(
      { secrets: makeInMemorySecretStore({ '/p': 'hunter2' }) },
      password,
    )(options)();
    const login = E.isRight(result) && O.isSome(result.right) ? result.right.value : undefined;
    expect([login?.registry, login?.username, login?.password.reveal()]).toEqual(['reg', 'u', 'hunter2']);
    expect(JSON.stringify(login)).not.toContain('hunter2');
  });

  it('says which secret is missing', async () => {
    expect(await registryLogin({ secrets: makeInMemorySecretStore() }, password)(options)()).toMatchObject({
      left: {
        message: 'Connection dk: password names the secret /p, which does not exist',
        details: { connectionId: 'dk', reason: 'no-secret' },
      },
    });
  });

  it('asks for a token of the accounts that the connection names', async () => {
    const registryCredentials = makeFakeRegistryCredentials(() =>
      E.right({ registry: 'ecr.test', username: 'AWS', password: new Secret('t') }),
    );
    const login = registryLogin({ secrets: makeInMemorySecretStore(), registryCredentials }, ecr);
    expect(await login({ ...options, fresh: true })()).toMatchObject({
      right: { value: { registry: 'ecr.test' } },
    });
    expect(registryCredentials.requests).toEqual([{ accounts: ['1'], fresh: true }]);
  });

  it('says that a worker without a source of tokens cannot use ecr', async () => {
    expect(await registryLogin({ secrets: makeInMemorySecretStore() }, ecr)(options)()).toMatchObject({
      left: { details: { reason: 'unsupported' } },
    });
  });

  it.each([
    ['AccessDenied', 'denied'],
    ['Unavailable', 'unavailable'],
    ['InvalidData', 'bad-record'],
    ['Aborted', 'aborted'],
  ] as const)('turns %s of the secret store into the reason %s', async (tag, reason) => {
    const cause = taggedError(tag, { code: 'secret.test', message: 'no', retryable: tag === 'Unavailable' });
    const result = await registryLogin({ secrets: { find: () => TE.left(cause) } }, password)(options)();
    expect(result).toMatchObject({ left: { retryable: tag === 'Unavailable', details: { reason } } });
  });
});

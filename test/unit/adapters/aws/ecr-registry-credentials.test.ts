import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { makeAwsClients, makeEcrRegistryCredentials } from '../../../../src/adapters/aws/index.js';
import type { RegistryLogin } from '../../../../src/ports/registry-credentials.js';
import { makeFakeClock } from '../../../../src/testing/index.js';

const calm = () => ({ signal: new AbortController().signal, fresh: false });
const hourMs = 3_600_000;

/** A source of ECR logins whose client gives token 1, 2, 3, …, each valid for twelve hours. */
const makeBench = () => {
  const clock = makeFakeClock();
  const inputs: unknown[] = [];
  const send = (command: object): Promise<unknown> => {
    inputs.push((command as { readonly input: unknown }).input);
    const token = Buffer.from(`AWS:token ${inputs.length}:with a colon`).toString('base64');
    return Promise.resolve({
      authorizationData: [
        {
          authorizationToken: token,
          expiresAt: new Date(clock.now() + 12 * hourMs),
          proxyEndpoint: 'https://111122223333.dkr.ecr.eu-west-1.amazonaws.com',
        },
      ],
    });
  };
  const source = makeEcrRegistryCredentials(makeAwsClients({ clients: { ecr: { send } } }), { clock });
  const login = async (options: object = {}, accounts: readonly string[] = []): Promise<RegistryLogin> => {
    const result = await source.login({ kind: 'ecr', accounts }, { ...calm(), ...options })();
    if (E.isLeft(result)) throw result.left;
    return result.right;
  };
  return { clock, inputs, login, source };
};

const token = (login: RegistryLogin): string => login.password.reveal();

describe('the ECR registry credentials', () => {
  it('give host, user and password of the token', async () => {
    const { login, inputs } = makeBench();
    const made = await login();
    expect(made).toMatchObject({
      registry: '111122223333.dkr.ecr.eu-west-1.amazonaws.com',
      username: 'AWS',
    });
    expect(token(made)).toBe('token 1:with a colon');
    expect(JSON.stringify(made)).not.toContain('token 1');
    expect(inputs).toEqual([{}]);
  });

  it('make one call for 100 jobs at once', async () => {
    const { login, inputs } = makeBench();
    const logins = await Promise.all(Array.from({ length: 100 }, () => login()));
    expect(new Set(logins.map(token)).size).toBe(1);
    expect(inputs).toHaveLength(1);
  });

  it('keep a token for each list of accounts, in its order, because the first one gives the registry', async () => {
    const { login, inputs } = makeBench();
    const lists = [['1', '2'], ['2', '1'], ['1'], []];
    for (const accounts of [...lists, ...lists]) await login({}, accounts);
    expect(inputs).toEqual([
      { registryIds: ['1', '2'] },
      { registryIds: ['2', '1'] },
      { registryIds: ['1'] },
      {},
    ]);
  });

  it('ask anew shortly before a token ends', async () => {
    const { login, clock } = makeBench();
    await login();
    await clock.advance(12 * hourMs - 5 * 60_000 - 1);
    expect(token(await login())).toMatch(/^token 1:/);
    await clock.advance(1);
    expect(token(await login())).toMatch(/^token 2:/);
  });

  it('make one new call when 100 jobs are refused at once', async () => {
    const { login, inputs } = makeBench();
    const refused = await login();
    const logins = await Promise.all(Array.from({ length: 100 }, () => login({ fresh: true, refused })));
    expect(new Set(logins.map(token))).toEqual(new Set(['token 2:with a colon']));
    expect(inputs).toHaveLength(2);
  });

  it('give the newer token to who comes late with an old one', async () => {
    const { login, inputs } = makeBench();
    const refused = await login();
    await login({ fresh: true, refused });
    for (let late = 0; late < 10; late += 1)
      expect(token(await login({ fresh: true, refused }))).toMatch(/^token 2:/);
    expect(inputs).toHaveLength(2);
  });

  it('drop the newer token when that one is refused too', async () => {
    const { login } = makeBench();
    const second = await login({ fresh: true, refused: await login() });
    expect(token(await login({ fresh: true, refused: second }))).toMatch(/^token 3:/);
    expect(token(await login())).toMatch(/^token 3:/);
  });

  it('drop the kept token when it is not said which one was refused', async () => {
    const { login } = makeBench();
    await login();
    expect(token(await login({ fresh: true }))).toMatch(/^token 2:/);
  });

  it.each([
    ['nothing', {}],
    ['no token', { authorizationData: [{ proxyEndpoint: 'https://host' }] }],
    ['no host', { authorizationData: [{ authorizationToken: 'QVdTOnA=' }] }],
    ['no colon', { authorizationData: [{ authorizationToken: 'QVdT', proxyEndpoint: 'https://host' }] }],
  ])('refuse an answer with %s in it', async (_name, answer) => {
    const clients = makeAwsClients({ clients: { ecr: { send: () => Promise.resolve(answer) } } });
    const source = makeEcrRegistryCredentials(clients, { clock: makeFakeClock() });
    expect(await source.login({ kind: 'ecr', accounts: ['1'] }, calm())()).toMatchObject({
      left: {
        _tag: 'InvalidData',
        code: 'aws.bad-token',
        message: 'Cannot get a token of ECR for 1: the answer holds no token',
      },
    });
  });
});

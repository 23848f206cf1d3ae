import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import type { PullProgress } from '../../../src/job/job-event.js';
import { Secret } from '../../../src/job/secret.js';
import { engineUnderTest } from './engine-under-test.js';
import { aPull, calm, left, right, some, withRealEngine } from './real-engine.js';

const { registry, username, password, image } = engineUnderTest();
const wrong = O.some({ registry, username, password: new Secret('wrong') });

/** A port of this machine where nobody listens. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });

/** Runs a test with a docker client configuration, and with a credential helper `docker-credential-NAME` if need be. */
const withConfig = async (
  config: unknown,
  helper: { readonly name: string; readonly script: string } | undefined,
  test: (environment: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'lava-engine-test-'));
  try {
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    if (helper !== undefined) {
      const path = join(folder, `docker-credential-${helper.name}`);
      await writeFile(path, `#!/bin/sh\n${helper.script}\n`);
      await chmod(path, 0o755);
    }
    await test({ DOCKER_CONFIG: folder, PATH: `${folder}:/usr/bin:/bin` });
  } finally {
    await rm(folder, { recursive: true });
  }
};

describe('a pull from a registry with a login', () => {
  it('gives the id and the digest, and tells its progress', async () => {
    const progress: PullProgress[] = [];
    const onProgress = (step: PullProgress): void => {
      progress.push(step);
    };
    await withRealEngine(async ({ engine }) => {
      const pulled = await right(engine.pullImage(aPull({ onProgress }), calm()));
      expect(pulled.id).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(pulled.repositoryDigests.join()).toContain(`${image.repository}@sha256:`);
      expect(progress.at(-1)?.status).toMatch(/^Status: /);
      const [digest = ''] = pulled.repositoryDigests.map((name) => name.split('@')[1] ?? '');
      const byDigest = aPull({ image: { repository: image.repository, digest } });
      expect(await right(engine.pullImage(byDigest, calm()))).toEqual(pulled);
      expect(some(await right(engine.findImage({ repository: '', digest: pulled.id }, calm())))).toEqual(
        pulled,
      );
    });
  });

  it.each([
    ['a wrong password', { login: wrong }, 'refused'],
    ['no login', { login: O.none }, 'refused'],
    [
      'a login for another registry',
      { login: O.some({ registry: 'other.test', username, password: new Secret(password) }) },
      'refused',
    ],
    ['a tag that is not there', { image: { ...image, tag: 'no-such-tag' } }, 'not-found'],
    [
      'a repository that is not there',
      { image: { repository: `${registry}/no/such`, tag: '1' } },
      'not-found',
    ],
    [
      'a digest that is not there',
      { image: { repository: image.repository, digest: `sha256:${'0'.repeat(64)}` } },
      'not-found',
    ],
    ['a tag of bad form', { image: { ...image, tag: 'a b' } }, 'bad-reference'],
    ['a repository of bad form', { image: { repository: `${registry}/UPPER`, tag: '1' } }, 'bad-reference'],
  ] as const)('with %s fails, although the engine has an image of that name: %s', async (_, over, reason) => {
    await withRealEngine(async ({ engine }) => {
      expect(await left(engine.pullImage(aPull(over), calm()))).toMatchObject({
        _tag: 'PullFailed',
        details: { reason },
      });
    });
  });

  it('that nobody answers fails as a fault of the network', async () => {
    const nowhere = { repository: `127.0.0.1:${await freePort()}/a/b`, tag: '1' };
    await withRealEngine(async ({ engine }) => {
      expect(await left(engine.pullImage(aPull({ image: nowhere }), calm()))).toMatchObject({
        _tag: 'PullFailed',
        details: { reason: 'network' },
        retryable: true,
      });
    });
  });

  it('uses the login of the client configuration', async () => {
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    await withConfig({ auths: { [registry]: { auth } } }, undefined, async (environment) => {
      await withRealEngine(
        async ({ engine }) => {
          await right(engine.pullImage(aPull({ login: O.none }), calm()));
        },
        { environment },
      );
    });
  });

  it('uses the login of a credential helper', async () => {
    const answer = JSON.stringify({ ServerURL: registry, Username: username, Secret: password });
    const helper = { name: 'test', script: `read server; [ "$1" = get ] && cat <<'END'\n${answer}\nEND` };
    await withConfig({ credHelpers: { [registry]: 'test' } }, helper, async (environment) => {
      await withRealEngine(
        async ({ engine }) => {
          await right(engine.pullImage(aPull({ login: O.none }), calm()));
        },
        { environment },
      );
    });
  });
});

import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import { expect, it } from 'vitest';

import { callEngine } from '../../../scripts/lib/engine-client.mjs';
import { Secret } from '../../../src/index.js';
import { type FakeRegistryCredentials, makeFakeRegistryCredentials } from '../../../src/testing/index.js';
import { describeCases } from '../../support/describe-cases.js';
import { type Bench, dockerConnection } from '../../support/job-bench.js';
import type { ProxyAnswer, RecordedRequest, RecordingProxy } from '../../support/recording-proxy.js';
import { basicAuth, sentLogin } from '../../support/registry-auth.js';
import { withRegistryFront } from '../../support/registry-front.js';
import { errorOf, failureOf, resultOf } from '../../support/run-results.js';
import { keepTestImage, removeTestImages, testEngine, withRegistry } from '../../support/test-images.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

const { registry, username, password } = engineUnderTest();
const trueJob = { parameters: { command: 'true' } };

const pulls = ({ engine }: Bench): readonly RecordedRequest[] =>
  engine.requestsTo('POST', /^\/images\/create$/);

/** Credentials of ECR: the registry of the test run, with a token that is right. */
const ecrOf = (host = registry, tokens = { kept: password, fresh: password }): FakeRegistryCredentials =>
  makeFakeRegistryCredentials(({ fresh }) =>
    E.right({ registry: host, username, password: new Secret(fresh ? tokens.fresh : tokens.kept) }),
  );

/** The connection `dk` with another registry. */
const useRegistry = ({ connections, engine }: Bench, changes: Readonly<Record<string, unknown>>): void => {
  connections.set('dk', { ...dockerConnection(engine.address), ...changes });
};

/** A home of the docker client, and a command `docker` that tells when it is called. */
const withClientHome = async (
  test: (home: string, path: string, calls: () => Promise<readonly string[]>) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'lava-client-'));
  const home = join(folder, 'home');
  const called = join(folder, 'called');
  try {
    await writeFile(join(folder, 'docker'), `#!/bin/sh\necho "$@" >> ${called}\n`);
    await chmod(join(folder, 'docker'), 0o755);
    await test(home, folder, async () => (await readdir(folder)).filter((name) => name !== 'docker'));
  } finally {
    await rm(folder, { recursive: true });
  }
};

const authorizations = ({ requests }: RecordingProxy): readonly (string | undefined)[] => [
  ...new Set(requests.map(({ headers }) => headers.authorization)),
];

describeCases('the registry of a docker job', [{ names: ['layered:1'] }], ({ bench }) => {
  it.each([
    ['ecr', []],
    ['ecr:111122223333', ['111122223333']],
  ])(
    'cases 42, 43: with the registry %s the token comes with the pull, and nothing is written',
    (ecr, accounts) =>
      withClientHome((homeDirectory, path, written) => {
        const registryCredentials = ecrOf();
        const runtime = {
          homeDirectory,
          environment: { PATH: `${path}:/usr/bin:/bin`, HOME: homeDirectory },
        };
        return bench({ deps: { registryCredentials }, runtime }, async (made) => {
          useRegistry(made, { registry: ecr, user: undefined, password: undefined });
          resultOf(await made.run({ payload: withRegistry('img:1'), ...trueJob }));
          expect(registryCredentials.requests).toEqual([{ accounts, fresh: false }]);
          expect(pulls(made).map(sentLogin)).toEqual([{ username, password, serveraddress: registry }]);
          expect(made.secrets.lookups).toEqual([]);
          // Neither a home of the docker client nor a note of its having been called.
          expect(await written()).toEqual([]);
        });
      }),
  );

  it('case 44: user and password of a connection come with the pull from its registry, and with no other call', () =>
    bench(async (made) => {
      resultOf(await made.run({ payload: withRegistry('img:1'), ...trueJob }));
      expect(pulls(made).map(sentLogin)).toEqual([{ username, password, serveraddress: registry }]);
      const withLogin = made.engine.requests.filter(({ headers }) => 'x-registry-auth' in headers);
      expect(withLogin).toEqual(pulls(made));
      // Not in an address, and not in what a container is made from.
      const wire = made.engine.requests.map(({ query, body }) => `${query.toString()} ${body()}`).join('\n');
      expect(wire).not.toContain(password);
    }));

  it('case 45: the credentials of a connection are not sent to Docker Hub', () =>
    bench(
      {
        // Tests go to no address but 127.0.0.1: the answer is what an engine says that cannot reach Docker Hub.
        engineAnswers: ({ path, query }): ProxyAnswer | undefined =>
          path === '/images/create' && !(query.get('fromImage') ?? '').startsWith(registry)
            ? {
                status: 500,
                body: JSON.stringify({ message: 'Get "https://registry-1.docker.io/v2/": EOF' }),
              }
            : undefined,
        options: { pullRetryMs: 0 },
      },
      async (made) => {
        const ended = await made.run({ payload: 'docker.io/library/busybox' });
        expect(failureOf(ended).error).toMatch(
          /^Cannot pull docker image docker\.io\/library\/busybox:latest: /,
        );
        expect(pulls(made).map(sentLogin)).toEqual([undefined]);
      },
    ));

  it('case 45: the credentials of a connection are not sent to another registry either', () =>
    withRegistryFront({}, (front) =>
      bench(async (made) => {
        resultOf(await made.run({ payload: `${front.address}/img:1`, ...trueJob }));
        expect(pulls(made).map(sentLogin)).toEqual([undefined]);
        expect(front.requests.length).toBeGreaterThan(0);
        expect(authorizations(front)).toEqual([undefined]);
      }),
    ));

  it('case 47: two jobs at once with different registries each have their own login', () =>
    withRegistryFront({ login: { user: 'anna', password: 'pa' } }, (one) =>
      withRegistryFront({ login: { user: 'bert', password: 'pb' } }, (other) =>
        bench({ secrets: { pa: 'pa', pb: 'pb' } }, async (made) => {
          const base = dockerConnection(made.engine.address);
          made.connections.set('d1', { ...base, registry: one.address, user: 'anna', password: 'pa' });
          made.connections.set('d2', { ...base, registry: other.address, user: 'bert', password: 'pb' });
          const ended = await Promise.all(
            ['d1', 'd2', 'd1', 'd2'].map((docker) => made.run({ parameters: { command: 'true', docker } })),
          );
          expect(ended.map(({ run }) => run.status)).toEqual(ended.map(() => 'complete'));
          // The first call of an engine to a registry asks what it wants, and brings no login.
          expect(authorizations(one)).toEqual([undefined, basicAuth('anna', 'pa')]);
          expect(authorizations(other)).toEqual([undefined, basicAuth('bert', 'pb')]);
        }),
      ),
    ));

  it('case 48: a manifest that the registry does not have fails the job, although the engine has an image of that name', async () => {
    await keepTestImage({ names: ['gone:1'] });
    try {
      await bench(async (made) => {
        const ended = await made.run({ payload: 'gone:1' });
        expect(failureOf(ended)).toEqual({
          error: expect.stringMatching(
            new RegExp(`^Cannot pull docker image ${registry}/gone:1: .*manifest unknown`),
          ) as string,
          error_data: null,
        });
        expect(errorOf(ended)).toMatchObject({ code: 'image.not-found', details: { reason: 'not-found' } });
        expect(made.engine.requestsTo('POST', /^\/containers\/create$/)).toEqual([]);
      });
    } finally {
      await removeTestImages(['gone:1']);
    }
  });

  it('case 48: an error inside the stream of a pull fails the job, although the engine has an image of that name', () =>
    bench(
      {
        engineAnswers: ({ path, query }): ProxyAnswer | undefined =>
          path === '/images/create' && query.get('tag') === 'latest'
            ? {
                status: 200,
                body: [
                  { status: 'Pulling from img', id: 'latest' },
                  { errorDetail: { message: 'manifest unknown' }, error: 'manifest unknown' },
                ]
                  .map((line) => `${JSON.stringify(line)}\r\n`)
                  .join(''),
              }
            : undefined,
      },
      async (made) => {
        resultOf(await made.run(trueJob));
        const tag = { repo: `${registry}/img`, tag: 'latest' };
        await callEngine(testEngine(), { method: 'POST', path: `/images/${registry}/img:1/tag`, query: tag });
        const ended = await made.run({ payload: 'img' });
        expect(failureOf(ended).error).toBe(
          `Cannot pull docker image ${registry}/img:latest: manifest unknown`,
        );
        expect(made.engine.requestsTo('POST', /^\/containers\/create$/)).toHaveLength(1);
      },
    ));

  it('case 48: a layer that the registry does not give fails the job with the words of the engine', () =>
    withRegistryFront(
      {
        answer: ({ path, method }): ProxyAnswer | undefined =>
          method === 'GET' && path.startsWith('/v2/layered/blobs/')
            ? {
                status: 403,
                headers: { 'Content-Type': 'application/json' },
                body: JSON.stringify({ errors: [{ code: 'DENIED', message: 'no layer for you' }] }),
              }
            : undefined,
      },
      (front) =>
        bench({ options: { pullRetryMs: 0 } }, async (made) => {
          const ended = await made.run({ payload: `${front.address}/layered:1` });
          expect(failureOf(ended).error).toMatch(
            /^Cannot pull docker image .*\/layered:1: .*no layer for you/,
          );
          // The engine had begun its answer with 200 before it met the layer.
          expect(pulls(made).map((request) => request.status())).toEqual([200]);
          expect(made.engine.requestsTo('POST', /^\/containers\/create$/)).toEqual([]);
        }),
    ));

  it.each([
    [401, 'UNAUTHORIZED', 'authentication required'],
    [403, 'DENIED', 'Your authorization token has expired. Reauthenticate and try again.'],
    [404, 'NAME_UNKNOWN', 'The repository does not exist in the registry'],
    [500, 'UNKNOWN', 'unknown error'],
  ])(
    'case 49: after a %i of the registry an ECR token is renewed, once, and the job runs',
    (status, code, message) =>
      withRegistryFront(
        {
          login: { user: username, password: 'fresh' },
          answer: ({ headers }): ProxyAnswer | undefined =>
            headers.authorization === basicAuth(username, 'expired')
              ? {
                  status,
                  headers: { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Basic realm="front"' },
                  body: JSON.stringify({ errors: [{ code, message }] }),
                }
              : undefined,
        },
        (front) => {
          const registryCredentials = ecrOf(front.address, { kept: 'expired', fresh: 'fresh' });
          return bench({ deps: { registryCredentials } }, async (made) => {
            useRegistry(made, { registry: 'ecr', user: undefined, password: undefined });
            resultOf(await made.run(trueJob));
            expect(registryCredentials.requests).toEqual([
              { accounts: [], fresh: false },
              { accounts: [], fresh: true },
            ]);
            expect(pulls(made).map((request) => sentLogin(request)?.password)).toEqual(['expired', 'fresh']);
          });
        },
      ),
  );

  it('case 49: a password that the registry refuses is not tried again', () =>
    bench(async (made) => {
      useRegistry(made, { user: 'nobody' });
      const ended = await made.run(trueJob);
      expect(errorOf(ended)).toMatchObject({ _tag: 'ImagePullError', details: { reason: 'refused' } });
      expect(pulls(made)).toHaveLength(1);
      expect(JSON.stringify([failureOf(ended), made.logger.entries])).not.toContain(password);
    }));
});

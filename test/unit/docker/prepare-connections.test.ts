import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { defineConnector } from '../../../src/connections/define-connector.js';
import { lavaConnectors } from '../../../src/connections/lava-connectors.js';
import { anyMap } from '../../../src/job/decode/containers.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import type { ContainerRuntime } from '../../../src/ports/container-runtime.js';
import { makeFakeClock, makeFakeContainerRuntime, nothingLeft } from '../../../src/testing/index.js';
import {
  dockerConnection,
  dockerJob,
  errorOf,
  type Harness,
  type HarnessOptions,
  registryHost,
  resultOf,
  withHarness,
} from './docker-harness.js';

const passwd = 'root:x:0:0:root:/root:/bin/sh\nme:x:1000:1000::/:/bin/sh\nother:x:4242:4242::/:/bin/sh\n';

/** A connector whose program needs an entry, if its record says so. */
const picky = defineConnector({
  types: ['picky'],
  record: anyMap,
  describe: ({ record }) =>
    TE.right({
      files: [{ path: 'picky', mode: 0o700, content: '#!/bin/sh\n' }],
      executable: 'picky',
      programs: ['picky-client'],
      ...(record['needs'] === true ? { needsUserEntry: true } : {}),
    }),
});

/** A worker whose user id is that of this process: it can give its files to nobody else. */
const setup = (
  needs: boolean,
  files: Readonly<Record<string, string>>,
  more: HarnessOptions = {},
): HarnessOptions => ({
  connections: { dk: dockerConnection, c1: { type: 'picky', enabled: true, needs } },
  deps: { connectors: lavaConnectors([picky]) },
  image: { files },
  ...more,
});

const job = (user?: string | number | null) =>
  dockerJob({
    parameters: {
      docker: 'dk',
      command: 'run',
      connections: { c: 'c1' },
      ...(user === undefined ? {} : { host_config: { user } }),
    },
  });

const methods = ({ engine }: Harness) => engine.calls.map(({ method }) => method);

describe('a connection that needs the user of the container to have an entry', () => {
  it.each([undefined, '1000', '1000:5', 0, 'root', '0:0', 'me', 'me:5'])(
    'works for the user %s, who has one',
    (user) =>
      withHarness(setup(true, { '/etc/passwd': passwd }), async (harness) => {
        resultOf(await harness.run(job(user)));
        expect(harness.engine.calls.find(({ method }) => method === 'readFile')).toMatchObject({
          path: '/etc/passwd',
        });
      }),
  );

  it.each([
    ['another user', { '/etc/passwd': 'root:x:0:0::/:\nother:x:10000:1000::/:\n' }],
    ['no users', {}],
    ['lines that say nothing', { '/etc/passwd': '\n::\nx\n' }],
  ])('fails before the start in an image with %s, and the container is removed', (_, files) =>
    withHarness(setup(true, files), async (harness) => {
      const error = errorOf(await harness.run(job()));
      expect(error).toMatchObject({
        _tag: 'ConnectionError',
        code: 'connection.container-user',
        retryable: false,
        details: { connectionId: 'c1', reason: 'container-user' },
      });
      expect(error.message).toBe(
        `Connection c1: the image ${registryHost}/tool:1 has no user 1000 in its /etc/passwd, and picky-client will not run for a user that has no entry there: add one to the image, or set host_config.user to a user that it has`,
      );
      expect(methods(harness)).not.toContain('start');
      expect(methods(harness).slice(-2)).toEqual(['readFile', 'remove']);
      expect(harness.leftovers()).toEqual(nothingLeft);
    }),
  );

  it('is the only one for which the file is read', () =>
    withHarness(setup(false, {}), async (harness) => {
      resultOf(await harness.run(job()));
      expect(methods(harness)).not.toContain('readFile');
    }));

  it('fails with the engine when the file cannot be read', () =>
    withHarness(
      setup(
        true,
        {},
        {
          engine: {
            faults: ({ method }) =>
              method === 'readFile'
                ? {
                    fault: 'fail',
                    error: taggedError('Unavailable', {
                      code: 'engine.busy',
                      message: 'busy',
                      retryable: true,
                    }),
                  }
                : undefined,
          },
        },
      ),
      async (harness) => {
        expect(errorOf(await harness.run(job()))).toMatchObject({
          _tag: 'StartError',
          retryable: true,
          message: `Cannot run container from image ${registryHost}/tool:1: busy`,
        });
        expect(harness.leftovers()).toEqual(nothingLeft);
      },
    ));

  it('is given up when the job is aborted meanwhile', () =>
    withHarness(
      setup(
        true,
        {},
        {
          engine: { faults: ({ method }) => (method === 'readFile' ? { fault: 'hang' } : undefined) },
        },
      ),
      async (harness) => {
        const running = harness.run(job());
        await expect.poll(() => methods(harness)).toContain('readFile');
        harness.context.abort();
        expect(errorOf(await running)._tag).toBe('JobAbortedError');
        expect(harness.leftovers()).toEqual(nothingLeft);
      },
    ));
});

describe('the user of the container, given by name', () => {
  const messageOf = async (harness: Harness, user: string | null): Promise<string> => {
    const error = errorOf(await harness.run(job(user)));
    expect(error).toMatchObject({ _tag: 'ConnectionError', code: 'connection.container-user' });
    expect(methods(harness)).not.toContain('start');
    expect(harness.leftovers()).toEqual(nothingLeft);
    expect(await readdir(harness.context.temporaryDirectory)).toEqual([]);
    return error.message;
  };
  const withPasswd = (image: object = {}): HarnessOptions => ({
    ...setup(false, {}),
    image: { files: { '/etc/passwd': passwd }, ...image },
  });
  const asRoot: HarnessOptions = { context: { host: { uid: 0, gid: 0 } } };

  it.each(['me', 'me:staff'])('case 97: is looked up in the image: %s is the user of the worker', (user) =>
    withHarness(withPasswd(), async (harness) => {
      resultOf(await harness.run(job(user)));
      expect(methods(harness)).toContain('readFile');
    }),
  );

  it.each(['', null])('case 97: is the own one of the image where host_config.user is %j', (user) =>
    withHarness(withPasswd({ user: 'me' }), async (harness) => {
      resultOf(await harness.run(job(user)));
      expect(methods(harness)).toContain('readFile');
    }),
  );

  it('case 97: is root where the image has none, and no file is read for it', () =>
    withHarness(withPasswd(), async (harness) => {
      resultOf(await harness.run(job('')));
      expect(methods(harness)).not.toContain('readFile');
    }));

  it.each([
    ['other', {}, 'host_config.user is other, whose user id is 4242'],
    ['other:5', {}, 'host_config.user is other:5, whose user id is 4242'],
    ['', { user: 'other' }, `the user of the image ${registryHost}/tool:1 is other, whose user id is 4242`],
    [null, { user: '4242' }, `the user of the image ${registryHost}/tool:1 is 4242`],
  ])('case 97: is refused where the worker cannot give it the files: %j %j', (user, image, reason) =>
    withHarness(withPasswd(image), async (harness) => {
      expect(await messageOf(harness, user)).toBe(
        `Connection c1: ${reason}, and the worker, which has the user id 1000 and is not root, cannot give it the files of the connection: leave host_config.user out, or give it the id of the worker's user or of root`,
      );
    }),
  );

  it.each(['nobody', 'nobody:5', '1000x'])(
    'case 97: is refused where the image does not have it: %s',
    (user) =>
      withHarness(withPasswd(), async (harness) => {
        expect(await messageOf(harness, user)).toBe(
          `Connection c1: the image ${registryHost}/tool:1 has no user ${user.replace(':5', '')} in its /etc/passwd, to whom the files of the connection would belong: add one to the image, or set host_config.user to a user that it has`,
        );
      }),
  );

  it('case 97: is refused where the engine does not tell who the user of the image is', () => {
    const image = { name: `${registryHost}/tool:1`, programs: {} };
    const engines = makeFakeContainerRuntime({
      clock: makeFakeClock(),
      registries: [{ host: registryHost, images: [image] }],
    });
    const containers: ContainerRuntime = {
      connect: (endpoint, options) =>
        pipe(
          engines.connect(endpoint, options),
          TE.map((engine) => ({
            ...engine,
            pullImage: (request, call) =>
              pipe(
                engine.pullImage({ ...request, login: O.none }, call),
                TE.map(({ id, repositoryDigests }) => ({ id, repositoryDigests })),
              ),
          })),
        ),
    };
    const { deps, ...around } = setup(false, {});
    return withHarness({ ...around, deps: { ...deps, containers } }, async (harness) => {
      expect(await messageOf(harness, '')).toBe(
        `Connection c1: host_config.user is empty, and the engine does not tell the user of the image ${registryHost}/tool:1: give the id of a user`,
      );
    });
  });

  it.runIf(process.getuid?.() === 0)('case 97: gets the files from a worker that is root', () => {
    const owners: number[] = [];
    return withHarness(
      {
        ...withPasswd(),
        ...asRoot,
        program: ({ environment: { LAVA_CONN_C: executable = '' } }) => {
          owners.push(statSync(executable).uid, statSync(path.dirname(executable)).uid);
          return { exitStatus: 0 };
        },
      },
      async (harness) => {
        resultOf(await harness.run(job('other:5')));
        expect(owners).toEqual([4242, 4242]);
      },
    );
  });
});

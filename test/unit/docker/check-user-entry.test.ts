import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { defineConnector } from '../../../src/connections/define-connector.js';
import { lavaConnectors } from '../../../src/connections/lava-connectors.js';
import { anyMap } from '../../../src/job/decode/containers.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import { nothingLeft } from '../../../src/testing/index.js';
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

const passwd = 'root:x:0:0:root:/root:/bin/sh\nme:x:1000:1000::/:/bin/sh\n';

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

const job = (user?: string | number) =>
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
  it.each([undefined, '1000', '1000:5', 0, 'root', '0:0'])('works for the user %s, who has one', (user) =>
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

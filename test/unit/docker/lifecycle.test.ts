import { readFileSync } from 'node:fs';

import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../../src/job/secret.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import type { ObjectStore } from '../../../src/ports/object-store.js';
import type { RegistryCredentials } from '../../../src/ports/registry-credentials.js';
import {
  type FakeFaults,
  makeFakeProgram,
  makeFakeRegistryCredentials,
  makeInMemoryObjectStore,
  nothingLeft,
} from '../../../src/testing/index.js';
import {
  dockerConnection,
  dockerJob,
  errorOf,
  logAddress,
  registryHost,
  resultOf,
  withHarness,
} from './docker-harness.js';

const forever = makeFakeProgram({ output: ['begun '], runs: 'forever', onSigterm: 'ignore' });
const shortJob = dockerJob({ parameters: { docker: 'dk', command: 'run', timeout: '10s' } });

describe('a container that does not end in time', () => {
  it('is stopped at its timeout and killed after the grace; its log is stored', () =>
    withHarness({ program: forever }, async ({ run, context, objects, engine, leftovers }) => {
      const running = run(shortJob);
      await context.clock.whenPending();
      await context.clock.advance(10_000);
      await context.clock.whenPending();
      await context.clock.advance(10_000);
      expect(errorOf(await running)).toMatchObject({
        _tag: 'ExitStatusError',
        code: 'container.timed-out',
        message: 'Failed with exit status 28: timed out after 10 seconds',
        data: {
          exit_status: 28,
          error: 'Timed out after 10 seconds',
          outcome: 'timed-out',
          output: logAddress,
        },
      });
      expect(objects.text(logAddress)).toBe('begun ');
      expect(engine.calls.find(({ method }) => method === 'stop')).toMatchObject({ graceMs: 10_000 });
      expect(leftovers()).toEqual(nothingLeft);
    }));

  it('is told apart from a program that exits with 28 itself', () =>
    withHarness({ program: makeFakeProgram({ exitStatus: 28 }) }, async ({ run }) => {
      expect(errorOf(await run())).toMatchObject({
        message: 'Failed with exit status 28',
        data: { exit_status: 28, outcome: 'exited' },
      });
    }));

  it('has the timeout begin when it has started, however long the pull takes', () => {
    const faults: FakeFaults = ({ method }) =>
      method === 'pullImage' ? { fault: 'delay', ms: 60_000 } : undefined;
    return withHarness(
      { program: makeFakeProgram({ runs: 9000 }), engine: { faults } },
      async ({ run, context }) => {
        const running = run(shortJob);
        await context.clock.whenPending();
        await context.clock.advance(60_000);
        await context.clock.advance(9000);
        resultOf(await running);
      },
    );
  });

  it('is given up when the engine cannot stop it, and is removed all the same', () => {
    const faults: FakeFaults = ({ method }) => (method === 'stop' ? { fault: 'hang' } : undefined);
    return withHarness({ program: forever, engine: { faults } }, async ({ run, context, leftovers }) => {
      const running = run(shortJob);
      await context.clock.whenPending();
      await context.clock.advance(10_000);
      await context.clock.whenPending();
      await context.clock.advance(200_000);
      expect(errorOf(await running)).toMatchObject({ data: { exit_status: 28, outcome: 'timed-out' } });
      expect(leftovers()).toEqual(nothingLeft);
    });
  });
});

describe('a container that ends badly', () => {
  it('for lack of memory is reported so', () =>
    withHarness({ program: makeFakeProgram({ exitStatus: 137, outOfMemory: true }) }, async ({ run }) => {
      expect(errorOf(await run())).toMatchObject({
        code: 'container.out-of-memory',
        message: 'Failed with exit status 137: out of memory',
        data: { exit_status: 137, outcome: 'out-of-memory', error: 'Out of memory' },
      });
    }));

  it('with 137 alone is not said to have lacked memory', () =>
    withHarness({ program: makeFakeProgram({ exitStatus: 137 }) }, async ({ run }) => {
      expect(errorOf(await run())).toMatchObject({
        message: 'Failed with exit status 137',
        data: { exit_status: 137, outcome: 'signalled', error: 'Ended by SIGKILL' },
      });
    }));

  it('has succeeded when only a child of it lacked memory', () =>
    withHarness({ program: makeFakeProgram({ outOfMemory: true }) }, async ({ run }) => {
      expect(resultOf(await run()).exit_status).toBe(0);
    }));

  it('by vanishing is lost, which is no success', () =>
    withHarness({ program: forever }, async ({ run, context, engine, leftovers }) => {
      const running = run();
      await context.clock.whenPending();
      engine.vanish(engine.containers()[0]?.spec.name ?? '');
      expect(errorOf(await running)).toMatchObject({
        _tag: 'RunLostError',
        data: { exit_status: 255, outcome: 'lost' },
      });
      expect(leftovers()).toEqual(nothingLeft);
    }));

  it('before it begins says which program could not be started, and leaves nothing', () =>
    withHarness(
      {
        image: {
          programs: { nope: { exitStatus: 127, message: 'exec: "nope": executable file not found' } },
        },
      },
      async ({ run, leftovers, objects }) => {
        const error = errorOf(await run(dockerJob({ parameters: { docker: 'dk', command: 'nope' } })));
        expect(error).toMatchObject({
          _tag: 'StartError',
          message: `Cannot run container from image ${registryHost}/tool:1: exec: "nope": executable file not found`,
          details: { exitStatus: 127 },
          data: null,
        });
        expect(objects.objects.size).toBe(0);
        expect(leftovers()).toEqual(nothingLeft);
      },
    ));
});

describe('an abort', () => {
  it('while the container runs stops and removes it, and its log is stored', () =>
    withHarness({ program: forever }, async ({ run, context, objects, leftovers }) => {
      const running = run();
      await context.clock.whenPending();
      context.abort();
      context.abort();
      await context.clock.whenPending(2);
      await context.clock.advance(10_000);
      expect(errorOf(await running)).toMatchObject({
        _tag: 'JobAbortedError',
        details: { phase: 'run' },
        data: { outcome: 'cancelled', output: logAddress },
      });
      expect(objects.text(logAddress)).toBe('begun ');
      expect(leftovers()).toEqual(nothingLeft);
    }));

  it('is followed by a kill at once when the kill signal comes', () => {
    const kill = new AbortController();
    return withHarness(
      { program: forever, context: { killSignal: kill.signal } },
      async ({ run, context, engine, leftovers }) => {
        const running = run();
        await context.clock.whenPending();
        context.abort();
        await untilCalled(engine, 'stop');
        kill.abort();
        expect(errorOf(await running)).toMatchObject({ data: { outcome: 'cancelled', exit_status: 137 } });
        expect(engine.calls.filter(({ method }) => method === 'stop').map(({ graceMs }) => graceMs)).toEqual([
          10_000, 0,
        ]);
        expect(leftovers()).toEqual(nothingLeft);
      },
    );
  });

  it('before anything is done does nothing', () =>
    withHarness({ context: { signal: AbortSignal.abort() } }, async ({ run, engine, leftovers }) => {
      expect(errorOf(await run())).toMatchObject({ _tag: 'JobAbortedError' });
      expect(engine.calls.filter(({ method }) => method !== 'connect')).toEqual([]);
      expect(leftovers()).toEqual(nothingLeft);
    }));

  it('during a pull gives the pull up', () => {
    const faults: FakeFaults = ({ method }) => (method === 'pullImage' ? { fault: 'hang' } : undefined);
    return withHarness({ engine: { faults } }, async ({ run, context, engine, leftovers }) => {
      const running = run();
      await untilCalled(engine, 'pullImage');
      context.abort();
      expect(errorOf(await running)).toMatchObject({ _tag: 'JobAbortedError', details: { phase: 'pull' } });
      expect(leftovers()).toEqual(nothingLeft);
    });
  });
});

describe('the log', () => {
  it('is complete when the attachment breaks while the container runs', () => {
    const faults: FakeFaults = ({ method }) =>
      method === 'attach' ? { fault: 'cut', afterBytes: 3 } : undefined;
    return withHarness(
      { program: makeFakeProgram({ output: ['one ', 'two ', 'three'], runs: 5000 }), engine: { faults } },
      async ({ run, context, objects, leftovers }) => {
        const running = run();
        await context.clock.whenPending();
        await context.clock.advance(5000);
        await context.clock.advance(5000);
        expect(resultOf(await running)).toMatchObject({ details: { log: { bytes: 13, complete: true } } });
        expect(objects.text(logAddress)).toBe('one two three');
        expect(leftovers()).toEqual(nothingLeft);
      },
    );
  });

  it('goes through a file when it is long, and the file is gone afterwards', () => {
    const megabyte = Buffer.alloc(1_000_000, 'abcdefghij');
    const program = makeFakeProgram({ output: [megabyte.toString(), megabyte.toString(), 'end'] });
    return withHarness({ program }, async ({ run, objects, spooled }) => {
      expect(resultOf(await run())).toMatchObject({ details: { log: { bytes: 2_000_003 } } });
      expect(objects.objects.get(logAddress)?.bytes).toHaveLength(2_000_003);
      expect(objects.text(logAddress)?.endsWith('hijend')).toBe(true);
      expect(spooled()).toEqual([]);
    });
  });

  it('keeps only the last 2,000 bytes for messages', () =>
    withHarness(
      { program: makeFakeProgram({ output: ['a'.repeat(1500), 'b'.repeat(1500)], exitStatus: 1 }) },
      async ({ run }) => {
        expect(errorOf(await run()).data?.tail).toBe('a'.repeat(500) + 'b'.repeat(1500));
      },
    ));

  it('that cannot be stored fails the job, keeps the exit status, and keeps the bytes', () => {
    const { store, attempts } = failingStore(99, false);
    return withHarness({ deps: { objects: store } }, async ({ run, leftovers }) => {
      const error = errorOf(await run());
      expect(error).toMatchObject({
        _tag: 'OutputNotStoredError',
        message: `Cannot store the log at ${logAddress}: access denied`,
        data: { exit_status: 0, outcome: 'exited', log_error: 'access denied' },
      });
      expect(readFileSync(error.data?.spool ?? '', 'utf8')).toBe('x');
      expect(attempts()).toBe(1);
      expect(leftovers()).toEqual(nothingLeft);
    });
  });

  it('that cannot be stored does not hide why the job failed', () => {
    const { store } = failingStore(99, false);
    return withHarness(
      { deps: { objects: store }, program: makeFakeProgram({ output: ['why'], exitStatus: 7 }) },
      async ({ run }) => {
        const error = errorOf(await run());
        expect(error).toMatchObject({
          message: 'Failed with exit status 7',
          data: { exit_status: 7, log_error: 'access denied' },
        });
        expect(readFileSync(error.data?.spool ?? '', 'utf8')).toBe('why');
      },
    );
  });

  it('is stored after a failure that passes', () => {
    const { store, attempts } = failingStore(2, true);
    return withHarness({ deps: { objects: store } }, async ({ run, context, spooled, leftovers }) => {
      const running = run();
      await context.clock.whenPending();
      await context.clock.advance(500);
      await context.clock.whenPending();
      await context.clock.advance(1000);
      resultOf(await running);
      expect(attempts()).toBe(3);
      expect(spooled()).toEqual([]);
      expect(leftovers()).toEqual(nothingLeft);
    });
  });

  it('is shown as it happens, and a listener that throws harms nothing', () =>
    withHarness({ program: makeFakeProgram({ output: ['a', 'b'] }) }, async ({ run, context }) => {
      resultOf(await run());
      expect(Buffer.concat(context.captured.ofKind('output').map(({ bytes }) => bytes)).toString()).toBe(
        'ab',
      );
    }));
});

describe('the pull', () => {
  it('is done once more with fresh credentials when the registry refuses a token', () => {
    const credentials = makeFakeRegistryCredentials(({ fresh }) =>
      E.right({
        registry: registryHost,
        username: 'puller',
        password: new Secret(fresh ? 'hunter2' : 'expired'),
      }),
    );
    const refused: unknown[] = [];
    const registryCredentials: RegistryCredentials = {
      login: (registry, options) => {
        refused.push(options.refused?.password.reveal());
        return credentials.login(registry, options);
      },
    };
    return withHarness(
      {
        deps: { registryCredentials },
        connections: { dk: { type: 'docker', enabled: true, registry: 'ecr:111122223333' } },
      },
      async ({ run, engine }) => {
        resultOf(await run());
        expect(credentials.requests).toEqual([
          { accounts: ['111122223333'], fresh: false },
          { accounts: ['111122223333'], fresh: true },
        ]);
        expect(refused).toEqual([undefined, 'expired']);
        expect(engine.calls.filter(({ method }) => method === 'pullImage')).toHaveLength(2);
      },
    );
  });

  it('is not done again when the registry refuses a password', () =>
    withHarness({ connections: { dk: { ...dockerConnection, user: 'nobody' } } }, async ({ run, engine }) => {
      expect(errorOf(await run())).toMatchObject({
        _tag: 'ImagePullError',
        code: 'image.refused',
        details: { reason: 'refused' },
      });
      expect(engine.calls.filter(({ method }) => method === 'pullImage')).toHaveLength(1);
      expect(engine.calls.filter(({ method }) => method === 'createContainer')).toHaveLength(0);
    }));

  it.each([
    ['always', true, 1],
    ['if-missing', true, 0],
    ['if-missing', false, 1],
    ['never', true, 0],
  ] as const)('under the policy %s, image present: %s, happens %i times', (pullPolicy, present, pulls) => {
    const image = { name: `${registryHost}/tool:1`, programs: { '*': makeFakeProgram({}) } };
    return withHarness(
      { options: { pullPolicy }, engine: { localImages: present ? [image] : [] } },
      async ({ run, engine }) => {
        resultOf(await run());
        expect(engine.calls.filter(({ method }) => method === 'pullImage')).toHaveLength(pulls);
      },
    );
  });

  it('under the policy never says that the image is missing', () =>
    withHarness({ options: { pullPolicy: 'never' } }, async ({ run }) => {
      expect(errorOf(await run())).toMatchObject({ code: 'image.not-present' });
    }));
});

const untilCalled = async (
  engine: { readonly calls: readonly { readonly method: string }[] },
  method: string,
): Promise<void> => {
  for (let turn = 0; turn < 1000; turn += 1) {
    if (engine.calls.some((call) => call.method === method)) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`${method} was not called`);
};

/** An object store whose first puts fail. */
const failingStore = (failures: number, retryable: boolean) => {
  const inner = makeInMemoryObjectStore();
  let attempts = 0;
  const store: ObjectStore = {
    ...inner,
    put: (location, body, options) => {
      attempts += 1;
      return attempts > failures
        ? inner.put(location, body, options)
        : TE.left(
            taggedError(retryable ? 'Unavailable' : 'AccessDenied', {
              code: 'object-store.test',
              message: retryable ? 'busy' : 'access denied',
              retryable,
            }),
          );
    },
  };
  return { store, attempts: () => attempts };
};

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../../src/job/secret.js';
import { taggedError } from '../../../src/job/tagged-error.js';
import type { Container, ContainerSpec } from '../../../src/ports/container.js';
import type { ContainerEngine, EngineRefused } from '../../../src/ports/container-engine.js';
import {
  type FakeContainerRuntime,
  type FakeContainerRuntimeOptions,
  makeFakeContainerRuntime,
  makeFakeProgram,
  stderr,
  stdout,
} from '../../../src/testing/index.js';

const image = {
  name: 'registry.test:5000/tool:1',
  programs: {
    date: makeFakeProgram({ output: ['Mon\n', stderr('warning\n')], exitStatus: 3 }),
    serve: makeFakeProgram({ output: ['up\n'], runs: 'forever' }),
    stubborn: makeFakeProgram({ runs: 'forever', onSigterm: 'ignore' }),
    flood: makeFakeProgram({ output: [stdout(new Uint8Array(100_000)), 'last'] }),
  },
};

const options = { signal: new AbortController().signal };

const refusal = (): EngineRefused =>
  taggedError('EngineRefused', { code: 'engine.refused', message: 'no', details: { status: 500 } });

const right = <A>(result: E.Either<Error, A>): A => {
  if (E.isLeft(result)) throw result.left;
  return result.right;
};

const leftTag = (result: E.Either<{ readonly _tag: string }, unknown>): string =>
  E.isLeft(result) ? result.left._tag : 'right';

const connect = async (
  more: FakeContainerRuntimeOptions = {},
): Promise<{ readonly runtime: FakeContainerRuntime; readonly engine: ContainerEngine }> => {
  const runtime = makeFakeContainerRuntime({ localImages: [image], ...more });
  return { runtime, engine: right(await runtime.connect({ tls: true }, options)()) };
};

const specOf = (imageId: string, command: string): ContainerSpec => ({
  name: 'run',
  imageId,
  command: [command],
  environment: {},
  labels: {},
  mounts: [],
  networkDisabled: false,
  exposedPorts: [],
  hostConfig: {},
});

const create = async (engine: ContainerEngine, command: string): Promise<Container> => {
  const found = right(await engine.findImage({ repository: 'registry.test:5000/tool', tag: '1' }, options)());
  if (O.isNone(found)) throw new Error('no image');
  return right(await engine.createContainer(specOf(found.value.id, command), options)());
};

describe('makeFakeContainerRuntime', () => {
  it('runs a program whose output arrives at an attach opened before the start', async () => {
    const { runtime, engine } = await connect();
    const container = await create(engine, 'date');
    const output = right(await container.attach(options)());
    right(await container.start(options)());
    const end = right(await container.wait(options)());
    const texts: string[] = [];
    for await (const { stream, bytes } of output) texts.push(`${stream}: ${Buffer.from(bytes).toString()}`);
    right(await container.remove(options)());
    await engine.close();
    expect(texts).toEqual(['stdout: Mon\n', 'stderr: warning\n']);
    expect(end).toMatchObject({ _tag: 'ended', state: { status: 'exited', exitStatus: 3 } });
    expect([runtime.containers().length, runtime.openOutputs(), runtime.openConnections()]).toEqual([
      0, 0, 0,
    ]);
  });

  it('kills a program that ignores SIGTERM when the grace is over on the clock', async () => {
    const { runtime, engine } = await connect();
    const container = await create(engine, 'stubborn');
    right(await container.start(options)());
    const stopped = container.stop({ ...options, graceMs: 1500 })();
    await runtime.clock.whenPending();
    await runtime.clock.advance(1999);
    expect(runtime.containers()[0]?.state.status).toBe('running');
    await runtime.clock.advance(1);
    right(await stopped);
    expect(runtime.containers()[0]?.state).toMatchObject({ status: 'exited', exitStatus: 137 });
    expect(runtime.clock.pendingCount()).toBe(0);
  });

  it('ends a program that heeds SIGTERM with 143 and leaves no timer', async () => {
    const { runtime, engine } = await connect();
    const container = await create(engine, 'serve');
    right(await container.start(options)());
    right(await container.stop({ ...options, graceMs: 10_000 })());
    expect(runtime.containers()[0]?.state.exitStatus).toBe(143);
    expect(runtime.clock.pendingCount()).toBe(0);
  });

  it('lets a program stand still while its attached output is not read', async () => {
    const { runtime, engine } = await connect();
    const container = await create(engine, 'flood');
    const output = right(await container.attach(options)());
    right(await container.start(options)());
    await runtime.clock.advance(1);
    expect(runtime.containers()[0]?.state.status).toBe('running');
    let size = 0;
    for await (const { bytes } of output) size += bytes.length;
    expect(size).toBe(100_004);
  });

  it('hangs a call until its signal is aborted when the hook says so', async () => {
    const { engine } = await connect({
      faults: ({ method }) => (method === 'wait' ? { fault: 'hang' } : undefined),
    });
    const container = await create(engine, 'date');
    const controller = new AbortController();
    const waiting = container.wait({ signal: controller.signal })();
    controller.abort();
    expect(leftTag(await waiting)).toBe('Aborted');
  });

  it('remembers which login went to which registry and sends none elsewhere', async () => {
    const { runtime, engine } = await connect({
      registries: [
        { host: 'registry.test:5000', login: { username: 'u', password: 'p' }, images: [image] },
        { host: 'other.test', images: [] },
      ],
    });
    const login = O.some({ registry: 'registry.test:5000', username: 'u', password: new Secret('p') });
    const onProgress = (): void => undefined;
    const own = { repository: 'registry.test:5000/tool', tag: '1' };
    right(await engine.pullImage({ image: own, login, onProgress }, options)());
    const elsewhere = engine.pullImage({ image: { repository: 'other.test/x' }, login, onProgress }, options);
    expect(leftTag(await elsewhere())).toBe('PullFailed');
    expect(
      runtime.calls.filter(({ method }) => method === 'pullImage').map((call) => call.login?.username),
    ).toEqual(['u', undefined]);
  });

  it('breaks an output off where the hook says so', async () => {
    const { engine } = await connect({
      faults: ({ method }) => (method === 'attach' ? { fault: 'cut', afterBytes: 2 } : undefined),
    });
    const container = await create(engine, 'date');
    const output = right(await container.attach(options)());
    right(await container.start(options)());
    const chunks: string[] = [];
    for await (const { bytes } of output) chunks.push(Buffer.from(bytes).toString());
    expect(chunks).toEqual(['Mo']);
  });

  it('gives the error of the hook before or after the engine has done its part', async () => {
    const error = refusal();
    const { runtime, engine } = await connect({
      faults: ({ method, nth }) =>
        method === 'createContainer'
          ? { fault: 'fail', error, when: nth === 1 ? 'before' : 'after' }
          : undefined,
    });
    await expect(create(engine, 'date')).rejects.toBe(error);
    expect(runtime.containers()).toEqual([]);
    await expect(create(engine, 'date')).rejects.toBe(error);
    expect(runtime.containers()).toHaveLength(1);
  });

  it('delays a call on its clock, and gives it up without a timer when the signal is aborted', async () => {
    const { runtime, engine } = await connect({
      faults: ({ method }) => (method === 'inspect' ? { fault: 'delay', ms: 50 } : undefined),
    });
    const container = await create(engine, 'date');
    const inspecting = container.inspect(options)();
    await runtime.clock.whenPending();
    await runtime.clock.advance(50);
    right(await inspecting);
    const controller = new AbortController();
    const abandoned = container.inspect(controller)();
    await runtime.clock.whenPending();
    controller.abort();
    expect(leftTag(await abandoned)).toBe('Aborted');
    expect(runtime.clock.pendingCount()).toBe(0);
  });

  it('lets a test end a container from outside and make it vanish', async () => {
    const { runtime, engine } = await connect();
    const container = await create(engine, 'serve');
    right(await container.start(options)());
    runtime.kill('run', { exitStatus: 137, outOfMemory: true });
    expect(right(await container.wait(options)())).toMatchObject({
      _tag: 'ended',
      state: { exitStatus: 137, outOfMemory: true },
    });
    runtime.vanish('run');
    runtime.vanish('run');
    expect(right(await container.wait(options)())).toEqual({ _tag: 'vanished' });
  });

  it('shows what a program throws on stderr and ends it with 1', async () => {
    const broken = {
      ...image,
      programs: {
        fail: () => {
          throw new Error('a fault of the test');
        },
      },
    };
    const { engine } = await connect({ localImages: [broken] });
    const container = await create(engine, 'fail');
    const output = right(await container.attach(options)());
    right(await container.start(options)());
    const texts: string[] = [];
    for await (const { stream, bytes } of output) texts.push(`${stream}: ${Buffer.from(bytes).toString()}`);
    expect(texts).toEqual(['stderr: Error: a fault of the test\n']);
  });

  it('refuses every call on a connection that its owner has closed', async () => {
    const { runtime, engine } = await connect();
    const container = await create(engine, 'date');
    await engine.close();
    expect(leftTag(await container.start(options)())).toBe('Unavailable');
    expect(leftTag(await engine.findImage({ repository: 'x' }, options)())).toBe('Unavailable');
    expect(runtime.containers()).toHaveLength(1);
  });

  it('has no network to registries that it was not given', async () => {
    const { engine, runtime } = await connect();
    const onProgress = (): void => undefined;
    const image = { repository: 'team/tool' };
    const pulled = await engine.pullImage({ image, login: O.none, onProgress }, options)();
    expect(E.isLeft(pulled) && pulled.left).toMatchObject({
      _tag: 'PullFailed',
      details: { reason: 'network' },
    });
    expect(runtime.images()).toEqual(['registry.test:5000/tool:1']);
  });

  it('kills without waiting when it is set up to have no grace', async () => {
    const { runtime, engine } = await connect({ stopGrace: 'none' });
    const container = await create(engine, 'stubborn');
    right(await container.start(options)());
    right(await container.stop({ ...options, graceMs: 10_000 })());
    expect(runtime.containers()[0]?.state.exitStatus).toBe(137);
    expect(runtime.calls.find(({ method }) => method === 'stop')).toMatchObject({
      container: 'run',
      graceMs: 10_000,
    });
  });
});

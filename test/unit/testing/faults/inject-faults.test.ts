import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { taggedError } from '../../../../src/job/tagged-error.js';
import type { ContainerSpec } from '../../../../src/ports/container.js';
import type { ObjectStore } from '../../../../src/ports/object-store.js';
import type { CallOptions } from '../../../../src/ports/port-error.js';
import type { SecretStore } from '../../../../src/ports/secret-store.js';
import {
  type FakeContainerRuntime,
  faultAt,
  injectFaults,
  makeFakeClock,
  makeFakeContainerRuntime,
  makeFakeProgram,
  makeInMemoryObjectStore,
  makeInMemorySecretStore,
} from '../../../../src/testing/index.js';
import { bodyOf } from '../../../../src/testing/contracts/object-store/subject.js';

const calm = (): CallOptions => ({ signal: new AbortController().signal });
const gone = taggedError('Unavailable', { code: 'test.gone', message: 'Gone' });
const secrets = (): SecretStore => makeInMemorySecretStore({ a: 'one', b: 'two' });

/** What a task gives, or what it rejects with. */
const outcome = async <Err, A>(task: TE.TaskEither<Err, A>): Promise<unknown> => {
  const result = await task();
  return E.isLeft(result) ? result.left : result.right;
};

describe('injectFaults', () => {
  it('leaves a port as it is where no fault is wanted, and records its calls', async () => {
    const { port, calls } = injectFaults(secrets(), () => undefined);
    expect(await outcome(port.find('a', calm()))).toMatchObject({ _tag: 'Some' });
    await port.find('b', calm())();
    expect(calls.map(({ method, nth, args }) => [method, nth, args[0]])).toEqual([
      ['find', 1, 'a'],
      ['find', 2, 'b'],
    ]);
  });

  it('makes the n-th call fail, before or after its work', async () => {
    const store = makeInMemorySecretStore({ a: 'one' });
    const before = injectFaults(store, faultAt('find', { fault: 'fail', error: gone }, 2));
    await before.port.find('a', calm())();
    expect(await outcome(before.port.find('a', calm()))).toBe(gone);
    expect(store.lookups).toHaveLength(1);
    const after = injectFaults(store, faultAt('find', { fault: 'fail', error: gone, when: 'after' }));
    expect(await outcome(after.port.find('a', calm()))).toBe(gone);
    expect(store.lookups).toHaveLength(2);
  });

  it('lets a call hang until its signal is aborted', async () => {
    const { port } = injectFaults(secrets(), faultAt('find', { fault: 'hang' }, 'every'));
    const controller = new AbortController();
    const hanging = outcome(port.find('a', controller));
    controller.abort();
    expect(await hanging).toMatchObject({ _tag: 'Aborted' });
  });

  it('lets a call come late on the clock, and leaves no timer when it is aborted', async () => {
    const clock = makeFakeClock();
    const { port } = injectFaults(secrets(), faultAt('find', { fault: 'delay', ms: 50 }, 'every'), { clock });
    const late = outcome(port.find('a', calm()));
    await clock.whenPending();
    await clock.advance(50);
    expect(await late).toMatchObject({ _tag: 'Some' });
    const controller = new AbortController();
    const given = outcome(port.find('a', controller));
    controller.abort();
    expect(await given).toMatchObject({ _tag: 'Aborted' });
    expect(clock.pendingCount()).toBe(0);
  });

  it('holds a call until it is released', async () => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const store = makeInMemorySecretStore({ a: 'one' });
    const { port } = injectFaults(store, faultAt('find', { fault: 'hold', until }));
    const held = outcome(port.find('a', calm()));
    await new Promise(setImmediate);
    expect(store.lookups).toEqual([]);
    release();
    expect(await held).toMatchObject({ _tag: 'Some' });
  });

  it('makes a task reject or throw, as no port may', async () => {
    const cause = new Error('broken promise');
    const rejecting = injectFaults(secrets(), faultAt('find', { fault: 'reject', cause })).port.find(
      'a',
      calm(),
    );
    await expect(rejecting()).rejects.toBe(cause);
    const throwing = injectFaults(secrets(), faultAt('find', { fault: 'throw', cause })).port.find(
      'a',
      calm(),
    );
    expect(() => throwing()).toThrow(cause);
  });

  it('neither records a call that is aborted before it begins nor gives it a fault', async () => {
    const { port, calls } = injectFaults(secrets(), faultAt('find', { fault: 'fail', error: gone }));
    expect(await outcome(port.find('a', { signal: AbortSignal.abort() }))).toMatchObject({ _tag: 'Aborted' });
    expect(calls).toEqual([]);
  });

  it('cuts the stream of an object', async () => {
    const objects: ObjectStore = makeInMemoryObjectStore();
    const location = { bucket: 'b', key: 'k' };
    await objects.put(location, bodyOf('hello'), { ...calm(), contentType: 'text/plain' })();
    const { port } = injectFaults(objects, faultAt('get', { fault: 'cut', afterBytes: 3 }, 'every'));
    const found = await port.get(location, calm())();
    if (E.isLeft(found) || O.isNone(found.right)) throw new Error('not found');
    const { stream } = found.right.value;
    const pieces: string[] = [];
    await expect(async () => {
      for await (const piece of stream) pieces.push(String(piece));
    }).rejects.toThrow('The stream was cut');
    expect(pieces.join('')).toBe('hel');
    expect(await outcome(port.get({ ...location, key: 'none' }, calm()))).toEqual(O.none);
  });

  it('refuses to cut where there is no stream', async () => {
    const { port } = injectFaults(secrets(), faultAt('find', { fault: 'cut', afterBytes: 3 }));
    await expect(port.find('a', calm())()).rejects.toThrow(TypeError);
  });

  it('keeps class instances working, private members and live values included', async () => {
    class Counter {
      #count = 0;
      get count(): number {
        return this.#count;
      }
      find(_key: string, _options: CallOptions): TE.TaskEither<typeof gone, number> {
        return () => Promise.resolve(E.right((this.#count += 1)));
      }
    }
    const { port } = injectFaults(
      Object.freeze(new Counter()),
      faultAt('find', { fault: 'fail', error: gone }, 2),
    );
    expect(await outcome(port.find('a', calm()))).toBe(1);
    expect(await outcome(port.find('a', calm()))).toBe(gone);
    expect(await outcome(port.find('a', calm()))).toBe(2);
    expect(port.count).toBe(2);
  });

  it('knows the methods of a port, and what they can fail with', () => {
    const runtime: Pick<FakeContainerRuntime, 'connect'> = makeFakeContainerRuntime();
    injectFaults(runtime, faultAt('readLog', { fault: 'cut', afterBytes: 1 }));
    // @ts-expect-error an engine has no such call
    injectFaults(runtime, faultAt('removeContainer', { fault: 'hang' }));
    // @ts-expect-error a secret store has no such call
    injectFaults(secrets(), faultAt('put', { fault: 'hang' }));
    const vanished = taggedError('Vanished', { code: 'test.vanished', message: 'Vanished' });
    // @ts-expect-error a secret store cannot fail with it
    injectFaults(secrets(), faultAt('find', { fault: 'fail', error: vanished }));
  });
});

describe('injectFaults, on an engine', () => {
  const image = { name: 'tool:1', programs: { '*': makeFakeProgram({ output: ['hello ', 'world'] }) } };
  const spec = (imageId: string): ContainerSpec => ({
    name: 'c',
    imageId,
    environment: {},
    labels: {},
    mounts: [],
    networkDisabled: true,
    exposedPorts: [],
    hostConfig: {},
    command: ['run'],
  });

  const connected = async (faults: Parameters<typeof injectFaults<FakeContainerRuntime>>[1]) => {
    const fake = makeFakeContainerRuntime({ localImages: [image] });
    const { port, calls } = injectFaults(fake, faults);
    const engine = await right(port.connect({ tls: true }, calm()));
    const found = await right(engine.findImage({ repository: 'tool', tag: '1' }, calm()));
    if (O.isNone(found)) throw new Error('no image');
    return {
      fake,
      calls,
      engine,
      container: await right(engine.createContainer(spec(found.value.id), calm())),
    };
  };

  const right = async <A>(task: TE.TaskEither<unknown, A>): Promise<A> => {
    const result = await task();
    if (E.isLeft(result)) throw new Error(String(result.left));
    return result.right;
  };

  it('reaches the calls of engines and containers, however they were found', async () => {
    const { engine, calls } = await connected(faultAt('inspect', { fault: 'fail', error: gone }));
    const again = await right(engine.findContainer('c', calm()));
    if (O.isNone(again)) throw new Error('no container');
    expect(again.value.name).toBe('c');
    expect(await outcome(again.value.inspect(calm()))).toBe(gone);
    expect(calls.map(({ method }) => method)).toEqual([
      'connect',
      'findImage',
      'createContainer',
      'findContainer',
      'inspect',
    ]);
  });

  it('cuts an output, and closes what is behind it', async () => {
    const { fake, container } = await connected(faultAt('attach', { fault: 'cut', afterBytes: 8 }));
    const output = await right(container.attach(calm()));
    await right(container.start(calm()));
    let text = '';
    for await (const { bytes } of output) text += Buffer.from(bytes).toString();
    expect(text).toBe('hello wo');
    expect(fake.openOutputs()).toBe(0);
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of await right(container.readLog(calm()))) pieces.push(bytes);
    expect(Buffer.concat(pieces).toString()).toBe('hello world');
  });
});

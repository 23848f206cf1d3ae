import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import type { ObjectStore } from '../../src/ports/object-store.js';
import {
  describeContainerRuntimeContract,
  describeObjectStoreContract,
  type FakeContainerRuntimeOptions,
  makeInMemoryObjectStore,
} from '../../src/testing/index.js';
import { fakeRuntimeSetup } from './fake-runtime-subject.js';
import { runSuite, type SuiteOutcome } from './recording-runner.js';

/** Runs the suite of object stores on a store with a fault. */
const runStoreSuite = async (
  spoil: (store: ObjectStore) => ObjectStore,
  skips: Readonly<Record<string, string>> = {},
): Promise<SuiteOutcome & { readonly disposals: number }> => {
  let disposals = 0;
  const outcome = await runSuite((runner) => {
    describeObjectStoreContract(runner, {
      makeSubject: () =>
        Promise.resolve({
          store: spoil(makeInMemoryObjectStore()),
          bucket: 'b',
          otherBucket: 'o',
          missingBucket: 'm',
        }),
      dispose: () => {
        disposals += 1;
        return Promise.resolve();
      },
      skips,
    });
  });
  return { ...outcome, disposals };
};

describe('describeObjectStoreContract', () => {
  it('passes a good store, and disposes of the subject of every case', async () => {
    const { failed, disposals, cases } = await runStoreSuite((store) => store);
    expect(failed).toEqual([]);
    expect(disposals).toBe(cases);
  });

  it.each<[string, (store: ObjectStore) => ObjectStore, string]>([
    [
      'lists no more than a page',
      (store) => ({
        ...store,
        list: (p, o) => TE.map((keys: readonly string[]) => keys.slice(0, 1000))(store.list(p, o)),
      }),
      'lists more than a thousand keys',
    ],
    [
      'lists in the order of JavaScript',
      (store) => ({
        ...store,
        list: (p, o) => TE.map((keys: readonly string[]) => [...keys].sort())(store.list(p, o)),
      }),
      'lists keys in the order of their UTF-8 bytes',
    ],
    [
      'ignores aborts',
      (store) => ({ ...store, get: (l) => store.get(l, { signal: new AbortController().signal }) }),
      'does nothing when the signal is aborted before the call',
    ],
    [
      'finds nothing',
      (store) => ({ ...store, get: () => TE.right(O.none) }),
      'gives back the bytes, the size and the content type of an object',
    ],
    [
      'takes keys for paths',
      (store) => ({
        ...store,
        put: (l, b, o) => store.put({ ...l, key: new URL(`x:/${l.key}`).pathname }, b, o),
        get: (l, o) => store.get({ ...l, key: new URL(`x:/${l.key}`).pathname }, o),
      }),
      'keeps objects under odd keys apart and lists the keys exactly',
    ],
    [
      'removes the former object before it has the new one',
      (store) => ({
        ...store,
        put: (l, b, o) => TE.chain(() => store.put(l, b, o))(store.remove(l, o)),
      }),
      'leaves the former object when the stream of the new one fails',
    ],
  ])('finds a store out that %s', async (_fault, spoil, name) => {
    expect((await runStoreSuite(spoil)).failed).toContain(name);
  });

  it('leaves cases out with a reason, and knows its cases', async () => {
    const skips = { 'keeps an empty object': 'this store has none' };
    expect((await runStoreSuite((store) => store, skips)).skipped).toEqual([
      'keeps an empty object: this store has none',
    ]);
    await expect(runStoreSuite((store) => store, { 'no such case': 'x' })).rejects.toThrow(
      /the name of a case/,
    );
  });
});

describe('describeContainerRuntimeContract', () => {
  it.each<[string, FakeContainerRuntimeOptions, string]>([
    [
      'loses the end of an output',
      { faults: ({ method }) => (method === 'attach' ? { fault: 'cut', afterBytes: 6 } : undefined) },
      'gives every byte as it was written, without a line end too',
    ],
    [
      'loses the end of a log',
      { faults: ({ method }) => (method === 'readLog' ? { fault: 'cut', afterBytes: 3 } : undefined) },
      'reads the log again from its first byte, any number of times',
    ],
    [
      'gives no grace',
      { stopGrace: 'none' },
      'stops a program that heeds SIGTERM with the exit status that it chooses',
    ],
    [
      'mounts what does not exist',
      { mountSourceExists: () => true },
      'refuses a mount whose source does not exist, and leaves no container',
    ],
    [
      'reaches no registry',
      { registries: [] },
      'pulls an image with the right login and then has it, by name, digest and id',
    ],
  ])('finds a runtime out that %s', async (_fault, options, name) => {
    const { failed } = await runSuite((runner) => {
      describeContainerRuntimeContract(runner, fakeRuntimeSetup(options));
    });
    expect(failed).toContain(name);
  });
});

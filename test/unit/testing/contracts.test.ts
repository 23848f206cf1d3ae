import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import type { ObjectStore } from '../../../src/ports/object-store.js';
import {
  describeObjectStoreContract,
  makeInMemoryObjectStore,
  type ObjectStoreSubject,
  type SuiteRunner,
} from '../../../src/testing/index.js';

interface Recorded {
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
  readonly disposals: number;
  readonly cases: number;
}

/** Runs the suite of object stores on a store with a fault, and tells what came of it. */
const runSuite = async (
  spoil: (store: ObjectStore) => ObjectStore,
  skips: Readonly<Record<string, string>> = {},
): Promise<Recorded> => {
  const cases: { readonly name: string; readonly body: () => Promise<void> }[] = [];
  const skipped: string[] = [];
  let disposals = 0;
  const runner: SuiteRunner = {
    describe: (_name, body) => {
      body();
    },
    it: (name, body) => void cases.push({ name, body }),
    skip: (name, reason) => void skipped.push(`${name}: ${reason}`),
  };
  const makeSubject = (): Promise<ObjectStoreSubject> =>
    Promise.resolve({
      store: spoil(makeInMemoryObjectStore()),
      bucket: 'b',
      otherBucket: 'o',
      missingBucket: 'm',
    });
  const dispose = (): Promise<void> => {
    disposals += 1;
    return Promise.resolve();
  };
  describeObjectStoreContract(runner, { makeSubject, dispose, skips });
  const failed: string[] = [];
  for (const { name, body } of cases) await body().catch(() => failed.push(name));
  return { failed, skipped, disposals, cases: cases.length };
};

describe('describeObjectStoreContract', () => {
  it('passes a good store, and disposes of the subject of every case', async () => {
    const { failed, disposals, cases } = await runSuite((store) => store);
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
    expect((await runSuite(spoil)).failed).toContain(name);
  });

  it('leaves cases out with a reason, and knows its cases', async () => {
    const skips = { 'keeps an empty object': 'this store has none' };
    expect((await runSuite((store) => store, skips)).skipped).toEqual([
      'keeps an empty object: this store has none',
    ]);
    await expect(runSuite((store) => store, { 'no such case': 'x' })).rejects.toThrow(/the name of a case/);
  });
});

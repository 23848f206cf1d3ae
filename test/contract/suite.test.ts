import { describe, expect, it } from 'vitest';

import { describeObjectStoreContract, makeInMemoryObjectStore } from '../../src/testing/index.js';
import { runSuite, type SuiteOutcome } from './recording-runner.js';

/** Runs the suite of object stores on a good store. */
const runStoreSuite = async (
  skips: Readonly<Record<string, string>> = {},
): Promise<SuiteOutcome & { readonly disposals: number }> => {
  let disposals = 0;
  const outcome = await runSuite((runner) => {
    describeObjectStoreContract(runner, {
      makeSubject: () =>
        Promise.resolve({
          store: makeInMemoryObjectStore(),
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

describe('a suite', () => {
  it('passes a good subject, and disposes of the subject of every case', async () => {
    const { failed, disposals, cases } = await runStoreSuite();
    expect(failed).toEqual([]);
    expect(disposals).toBe(cases);
  });

  it('leaves cases out with a reason, and knows its cases', async () => {
    const skips = { 'keeps an empty object': 'this store has none' };
    expect((await runStoreSuite(skips)).skipped).toEqual(['keeps an empty object: this store has none']);
    await expect(runStoreSuite({ 'no such case': 'x' })).rejects.toThrow(
      /^No case is named "no such case", as skips says; the cases are:\n(?: {2}.+\n)* {2}keeps an empty object$/m,
    );
  });
});

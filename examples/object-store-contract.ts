/** Runs the contract suite of object stores with the test runner of Node. Any other runner that has these two will do. */
// #region contract
import { describe, it } from 'node:test';

import { describeObjectStoreContract, type SuiteRunner } from 'lava-docker-job/testing';

import { makeMapObjectStore } from './own-object-store.js';

const runner: SuiteRunner = {
  describe: (name, body) => void describe(name, body),
  it: (name, body) => void it(name, body),
  skip: (name, reason) => void it(name, { skip: reason }),
};

describeObjectStoreContract(runner, {
  makeSubject: () =>
    Promise.resolve({
      store: makeMapObjectStore(),
      bucket: 'one',
      otherBucket: 'two',
      missingBucket: 'none',
    }),
  dispose: () => Promise.resolve(),
});
// #endregion contract

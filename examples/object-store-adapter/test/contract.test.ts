// #region contract
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';

import { describeObjectStoreContract, type SuiteRunner } from 'lava-docker-job/testing';

import { makeContentAddressedStore } from '../src/index.js';

/** The suites take any runner that can do these three things. */
const runner: SuiteRunner = {
  describe: (name, body) => void describe(name, body),
  it: (name, body) => void it(name, body),
  skip: (name, reason) => void it(name, { skip: reason }),
};

describeObjectStoreContract(runner, {
  makeSubject: async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'content-store-'));
    const store = makeContentAddressedStore({ folder });
    return { folder, store, bucket: 'one', otherBucket: 'two', missingBucket: 'none' };
  },
  dispose: ({ folder }) => rm(folder, { recursive: true }),
});
// #endregion contract

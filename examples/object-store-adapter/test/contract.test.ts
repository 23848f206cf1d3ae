// #region contract
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';

import { describeObjectStoreContract, makeSuiteRunner } from 'lava-docker-job/testing';

import { makeContentAddressedStore } from '../src/index.js';

const runner = makeSuiteRunner({ describe, it });

describeObjectStoreContract(runner, {
  makeSubject: async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'content-store-'));
    const store = makeContentAddressedStore({ folder });
    return { folder, store, bucket: 'one', otherBucket: 'two', missingBucket: 'none' };
  },
  dispose: ({ folder }) => rm(folder, { recursive: true }),
});
// #endregion contract

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeLocalObjectStore } from '../../src/adapters/local/index.js';
import { describeObjectStoreContract } from '../../src/testing/index.js';
import { vitestRunner } from './vitest-runner.js';

describeObjectStoreContract(vitestRunner, {
  makeSubject: async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lava-docker-job-objects-'));
    return {
      folder,
      store: makeLocalObjectStore({ folder }),
      bucket: 'bucket',
      otherBucket: 'other-bucket',
      missingBucket: 'missing-bucket',
    };
  },
  dispose: async ({ folder }) => {
    await rm(folder, { recursive: true, force: true });
  },
});

import { describeObjectStoreContract, makeInMemoryObjectStore } from '../../src/testing/index.js';
import { vitestRunner } from './vitest-runner.js';

describeObjectStoreContract(vitestRunner, {
  makeSubject: () =>
    Promise.resolve({
      store: makeInMemoryObjectStore(),
      bucket: 'bucket',
      otherBucket: 'other-bucket',
      missingBucket: 'missing-bucket',
    }),
  dispose: () => Promise.resolve(),
});

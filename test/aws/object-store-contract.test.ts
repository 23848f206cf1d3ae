import { makeAwsClients, makeS3ObjectStore } from '../../src/adapters/aws/index.js';
import { describeObjectStoreContract } from '../../src/testing/index.js';
import { vitestRunner } from '../contract/vitest-runner.js';
import { s3Credentials, startS3Server } from '../support/aws/s3-server.js';

describeObjectStoreContract(vitestRunner, {
  makeSubject: async () => {
    const server = await startS3Server(['bucket', 'other-bucket']);
    const clients = makeAwsClients({ region: 'us-east-1', credentials: s3Credentials, endpoint: server.url });
    return {
      server,
      clients,
      store: makeS3ObjectStore(clients),
      bucket: 'bucket',
      otherBucket: 'other-bucket',
      missingBucket: 'missing-bucket',
    };
  },
  dispose: async ({ server, clients }) => {
    await clients.close();
    await server.close();
  },
});

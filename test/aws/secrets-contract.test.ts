import { makeSecretsManagerSecretStore, makeSsmSecretStore } from '../../src/adapters/aws/index.js';
import { makeSystemClock } from '../../src/adapters/local/index.js';
import type { SecretStore } from '../../src/ports/secret-store.js';
import { describeSecretStoreContract } from '../../src/testing/index.js';
import type { AwsClients } from '../../src/adapters/aws/index.js';
import { vitestRunner } from '../contract/vitest-runner.js';
import { parameterService, secretService } from '../support/aws/aws-services.js';
import { type AwsBench, startAws } from '../support/aws/aws-bench.js';

const stores: readonly {
  readonly holds: 'text' | 'json';
  readonly makeStore: (clients: AwsClients) => SecretStore;
}[] = [
  { holds: 'text', makeStore: (clients) => makeSsmSecretStore(clients, { clock: makeSystemClock() }) },
  { holds: 'json', makeStore: makeSecretsManagerSecretStore },
];

for (const { holds, makeStore } of stores)
  describeSecretStoreContract<{
    readonly aws: AwsBench;
    readonly store: SecretStore;
    readonly holds: 'text' | 'json';
    readonly put: (name: string, secret: string) => Promise<void>;
  }>(vitestRunner, {
    makeSubject: async () => {
      const secrets = new Map<string, string>();
      const aws = await startAws({ ...parameterService(secrets), ...secretService(secrets) });
      return {
        aws,
        holds,
        store: makeStore(aws.clients),
        put: (name, secret) => Promise.resolve(void secrets.set(name, secret)),
      };
    },
    dispose: ({ aws }) => aws.close(),
  });

import { convertToAttr, marshall } from '@aws-sdk/util-dynamodb';

import {
  makeDynamoDbConnectionStore,
  makeDynamoDbJobStore,
  makeDynamoDbRealmStore,
  makeDynamoDbStateLookup,
} from '../../src/adapters/aws/index.js';
import { makeSystemClock } from '../../src/adapters/local/index.js';
import {
  describeConnectionStoreContract,
  describeJobStoreContract,
  describeRealmStoreContract,
  describeStateLookupContract,
  type SuiteSetup,
} from '../../src/testing/index.js';
import { vitestRunner } from '../contract/vitest-runner.js';
import { type LavaOnAws, startLavaOnAws } from '../support/aws/lava-on-aws.js';
import { jsonItem, rawItem, secureItem } from '../support/aws/state-items.js';

/** A setup whose subjects have tables of their own. */
const onAws = <Subject>(
  makeSubject: (aws: LavaOnAws) => Subject,
): SuiteSetup<Subject & { readonly aws: LavaOnAws }> => ({
  makeSubject: async () => {
    const aws = await startLavaOnAws(['dev', 'prod']);
    return { ...makeSubject(aws), aws };
  },
  dispose: ({ aws }) => aws.close(),
});

const realms = { realm: 'dev', otherRealm: 'prod' };

describeConnectionStoreContract(
  vitestRunner,
  onAws(({ clients, tables }) => ({
    ...realms,
    store: makeDynamoDbConnectionStore(clients),
    put: ({ realm }, record) => tables.put(`lava.${realm}.connections`, marshall(record)),
  })),
);

describeJobStoreContract(
  vitestRunner,
  onAws(({ clients, tables }) => ({
    ...realms,
    store: makeDynamoDbJobStore(clients),
    put: ({ realm }, record) => tables.put(`lava.${realm}.jobs`, marshall(record)),
  })),
);

describeRealmStoreContract(
  vitestRunner,
  onAws(({ clients, tables }) => ({
    store: makeDynamoDbRealmStore(clients),
    put: (_realm, record) => tables.put('lava.realms', marshall(record)),
  })),
);

const smallSecrets = { 'gives 18 MiB of items at once': 'KMS encrypts no more than 4,096 bytes' };

/** The three types of state items, each with an item of it that cannot be decoded. */
const stateTypes = [
  { item: (id: string, value: unknown) => jsonItem(id, JSON.stringify(value)), undecodable: jsonItem },
  {
    item: (id: string, value: unknown) => rawItem(id, convertToAttr(value)),
    undecodable: (id: string, text: string) => ({ ...rawItem(id, { S: text }), unexpected: { S: text } }),
  },
  {
    item: (id: string, value: unknown) => secureItem(id, JSON.stringify(value)),
    undecodable: secureItem,
    skips: smallSecrets,
  },
];

for (const { item, undecodable, skips = {} } of stateTypes)
  describeStateLookupContract(vitestRunner, {
    ...onAws(({ clients, tables }) => ({
      ...realms,
      lookup: makeDynamoDbStateLookup(clients, { clock: makeSystemClock() }),
      put: ({ realm, stateId }, value) => tables.put(`lava.${realm}.state`, item(stateId, value)),
      putUndecodable: ({ realm, stateId }, text) =>
        tables.put(`lava.${realm}.state`, undecodable(stateId, text)),
    })),
    skips,
  });

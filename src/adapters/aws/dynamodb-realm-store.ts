import type { RealmStore } from '../../ports/realm-store.js';
import type { AwsClients } from './aws-clients.js';
import { makeDynamoDb } from './dynamodb.js';
import { findItem } from './find-item.js';
import { realmsTable } from './lava-table.js';

/**
 * Makes a {@link RealmStore} of lava's table `lava.realms`. Records are given as they are stored: a run checks them.
 *
 * Errors: as those of `makeDynamoDbConnectionStore`; the key is `realm`. IAM: `dynamodb:GetItem`.
 * @public
 */
export const makeDynamoDbRealmStore = (clients: AwsClients): RealmStore => {
  const dynamoDb = makeDynamoDb(clients);
  return { find: (realm, options) => findItem(dynamoDb, realmsTable, realm, options) };
};

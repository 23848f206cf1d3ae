import type { RealmStore } from '../../ports/realm-store.js';
import type { AwsClients } from './aws-clients.js';
import { realmsTable } from './lava-table.js';
import { findItem } from './read-item.js';

/**
 * Makes a {@link RealmStore} of lava's table `lava.realms`. Records are given as they are stored: a run checks them.
 *
 * Errors: as those of `makeDynamoDbConnectionStore`; the key is `realm`. IAM: `dynamodb:GetItem`.
 * @public
 */
export const makeDynamoDbRealmStore = (clients: AwsClients): RealmStore => ({
  find: (realm, options) => findItem(clients, { ...realmsTable, id: realm }, options),
});

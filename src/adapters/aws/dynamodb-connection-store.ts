import type { ConnectionStore } from '../../ports/connection-store.js';
import type { AwsClients } from './aws-clients.js';
import { makeDynamoDb } from './dynamodb.js';
import { findItem } from './find-item.js';
import { connectionsTable } from './lava-table.js';

/**
 * Makes a {@link ConnectionStore} of lava's table `lava.<REALM>.connections`, read eventually consistently, as lava does.
 * Records are given as they are stored: who reads one checks it.
 *
 * Errors: `Unavailable` when there is no such table, when DynamoDB is busy or cannot be reached; `AccessDenied`;
 * `InvalidData` for a table that has another key than `conn_id`; `Aborted`. IAM: `dynamodb:GetItem`.
 * @public
 */
export const makeDynamoDbConnectionStore = (clients: AwsClients): ConnectionStore => {
  const dynamoDb = makeDynamoDb(clients);
  return {
    find: ({ realm, connectionId }, options) =>
      findItem(dynamoDb, connectionsTable(realm), connectionId, options),
  };
};

import type { JobStore } from '../../ports/job-store.js';
import type { AwsClients } from './aws-clients.js';
import { makeDynamoDb } from './dynamodb.js';
import { findItem } from './find-item.js';
import { jobsTable } from './lava-table.js';

/**
 * Makes a {@link JobStore} of lava's table `lava.<REALM>.jobs`, read eventually consistently, as lava does. Records are
 * given as they are stored: a run checks them.
 *
 * Errors: as those of `makeDynamoDbConnectionStore`; the key is `job_id`. IAM: `dynamodb:GetItem`.
 * @public
 */
export const makeDynamoDbJobStore = (clients: AwsClients): JobStore => {
  const dynamoDb = makeDynamoDb(clients);
  return { find: ({ realm, jobId }, options) => findItem(dynamoDb, jobsTable(realm), jobId, options) };
};

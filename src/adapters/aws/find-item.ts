import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from '../../ports/port-error.js';
import { awsCall } from './aws-call.js';
import { dynamoDbError } from './dynamodb-error.js';
import type { DynamoDb, PlainItem } from './dynamodb.js';
import type { LavaTable } from './lava-table.js';

/** Finds one item of a table by its id, eventually consistently, as a port's call. */
export const findItem = (
  dynamoDb: DynamoDb,
  { table, key }: LavaTable,
  id: string,
  options: CallOptions,
): TE.TaskEither<PortError, O.Option<PlainItem>> =>
  awsCall(
    {
      error: dynamoDbError,
      doing: `Cannot read the item with ${key} ${JSON.stringify(id)} of table ${table}`,
      details: { table, key, id },
    },
    options,
    async (signal) => O.fromNullable(await dynamoDb.getItem({ table, key, id, consistent: false }, signal)),
  );

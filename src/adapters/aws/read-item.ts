import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from '../../ports/port-error.js';
import { awsCall } from './aws-call.js';
import type { AwsClients } from './aws-clients.js';
import { dynamoDbError } from './dynamodb-error.js';
import { type PlainItem, plainItem } from './dynamodb-item.js';
import type { LavaTable } from './lava-table.js';

/** Which item is read, and how. */
export interface ItemRequest extends LavaTable {
  readonly id: string;
  /** Whether writes that ended before must be seen. Default false. */
  readonly consistent?: boolean;
}

/** Finds one item of a table, as a port's call. */
export const findItem = (
  clients: AwsClients,
  request: ItemRequest,
  options: CallOptions,
): TE.TaskEither<PortError, O.Option<PlainItem>> => {
  const { table, key, id } = request;
  return awsCall(
    {
      error: dynamoDbError,
      doing: `Cannot read the item with ${key} ${JSON.stringify(id)} of table ${table}`,
      details: { table, key, id },
    },
    options,
    async (signal) => O.fromNullable(await readItem(clients, request, signal)),
  );
};

/** Reads one item; undefined when there is none. Rejects with what the SDK throws. */
export const readItem = async (
  clients: AwsClients,
  { table, key, id, consistent }: ItemRequest,
  signal: AbortSignal,
): Promise<PlainItem | undefined> => {
  const client = await clients.dynamoDb();
  const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: table,
      Key: { [key]: { S: id } },
      ...(consistent === true ? { ConsistentRead: true } : {}),
    }),
    { abortSignal: signal },
  );
  return Item && (await plainItem(Item));
};

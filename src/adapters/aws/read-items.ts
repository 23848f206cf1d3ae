import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { pause } from '../../job/pause.js';
import { taggedError } from '../../job/tagged-error.js';
import type { Clock } from '../../ports/clock.js';
import type { AwsClients } from './aws-clients.js';
import { type PlainItem, plainItem } from './dynamodb-item.js';
import { groupsOf, inGroups } from './in-groups.js';
import type { LavaTable } from './lava-table.js';
import { readItem } from './read-item.js';

/** Items by their ids, read consistently; those that do not exist are left out. Rejects with what the SDK throws. */
export type ItemReader = (
  table: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, PlainItem>>;

/** What DynamoDB takes in one BatchGetItem. */
const batchSize = 100;
/** How many single reads are under way at a time. */
const singleReads = 10;
/** How often in a row DynamoDB may answer a batch with nothing before the read is given up. */
const emptyAnswers = 8;
const firstPauseMs = 50;
const longestPauseMs = 5_000;

/**
 * Makes a reader of many items: by BatchGetItem, in batches, or one by one where there is one only, or where the worker
 * may not use BatchGetItem: the policy that lava's own template gives to workers has GetItem alone.
 */
export const makeItemReader = (clients: AwsClients, clock: Clock): ItemReader => {
  let mayBatch = true;
  return async (table, ids, signal) => {
    if (ids.length > 1 && mayBatch) {
      try {
        return await readInBatches(clients, clock, table, ids, signal);
      } catch (cause) {
        if (!isRefused(cause)) throw cause;
        mayBatch = false;
      }
    }
    return readOneByOne(clients, table, ids, signal);
  };
};

const isRefused = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === 'AccessDeniedException';

const readOneByOne = async (
  clients: AwsClients,
  table: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PlainItem>> => {
  const items = await inGroups(singleReads, ids, async (id) => ({
    id,
    item: await readItem(clients, { ...table, id, consistent: true }, signal),
  }));
  return new Map(items.flatMap(({ id, item }) => (item ? [[id, item] as const] : [])));
};

const readInBatches = async (
  clients: AwsClients,
  clock: Clock,
  table: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PlainItem>> => {
  const client = await clients.dynamoDb();
  const found = new Map<string, PlainItem>();
  for (const group of groupsOf(batchSize, ids)) {
    for (const item of await readBatch(client, clock, table, group, signal)) {
      const plain = await plainItem(item);
      found.set(String(plain[table.key]), plain);
    }
  }
  return found;
};

type RawItem = Readonly<Record<string, AttributeValue>>;

/** Asks until everything is there: DynamoDB leaves out what goes beyond 16 MB or the table's throughput. */
const readBatch = async (
  client: DynamoDBClient,
  clock: Clock,
  table: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly RawItem[]> => {
  const found: RawItem[] = [];
  let wanted = ids;
  let inVain = 0;
  while (wanted.length > 0) {
    const { items, left } = await askForBatch(client, table, wanted, signal);
    found.push(...items);
    inVain = left.length < wanted.length ? 0 : inVain + 1;
    if (inVain === emptyAnswers) throw tooBusy(table, left.length);
    if (left.length > 0) await pause(clock, signal, Math.min(firstPauseMs * 2 ** inVain, longestPauseMs));
    wanted = left;
  }
  return found;
};

const askForBatch = async (
  client: DynamoDBClient,
  { table, key }: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly items: readonly RawItem[]; readonly left: readonly string[] }> => {
  const { BatchGetItemCommand } = await import('@aws-sdk/client-dynamodb');
  const answer = await client.send(
    new BatchGetItemCommand({
      RequestItems: { [table]: { Keys: ids.map((id) => ({ [key]: { S: id } })), ConsistentRead: true } },
    }),
    { abortSignal: signal },
  );
  const left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  return {
    items: answer.Responses?.[table] ?? [],
    left: left.flatMap((keys) => keys[key]?.S ?? []),
  };
};

const tooBusy = ({ table, key }: LavaTable, left: number): Error =>
  taggedError('Unavailable', {
    code: 'aws.busy',
    message: `Table ${table} is too busy: ${left} items were asked for and not read, again and again`,
    retryable: true,
    details: { service: 'dynamoDb', table, key },
  });

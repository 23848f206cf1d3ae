import { pause } from '../../job/pause.js';
import { taggedError } from '../../job/tagged-error.js';
import type { Clock } from '../../ports/clock.js';
import type { AwsClients } from './aws-clients.js';
import { isNamed } from './aws-failure.js';
import { type DynamoDb, makeDynamoDb, type PlainItem } from './dynamodb.js';
import { groupsOf, inGroups } from './in-groups.js';
import type { LavaTable } from './lava-table.js';

type ItemsById = ReadonlyMap<string, PlainItem>;

/** Items by their ids, read consistently; those that do not exist are left out. Rejects with what the SDK throws. */
export type ItemReader = (
  table: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
) => Promise<ItemsById>;

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
  const dynamoDb = makeDynamoDb(clients);
  let mayBatch = true;
  return async (table, ids, signal) => {
    if (ids.length > 1 && mayBatch) {
      try {
        return await readInBatches(dynamoDb, clock, table, ids, signal);
      } catch (cause) {
        if (!isNamed(cause, 'AccessDeniedException')) throw cause;
        mayBatch = false;
      }
    }
    return readOneByOne(dynamoDb, table, ids, signal);
  };
};

const readOneByOne = async (
  dynamoDb: DynamoDb,
  table: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ItemsById> => {
  const items = await inGroups(singleReads, ids, async (id) => ({
    id,
    item: await dynamoDb.getItem({ ...table, id, consistent: true }, signal),
  }));
  return new Map(items.flatMap(({ id, item }) => (item ? [[id, item] as const] : [])));
};

const readInBatches = async (
  dynamoDb: DynamoDb,
  clock: Clock,
  table: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ItemsById> => {
  const found = new Map<string, PlainItem>();
  for (const group of groupsOf(batchSize, ids))
    for (const item of await readBatch(dynamoDb, clock, table, group, signal))
      found.set(String(item[table.key]), item);
  return found;
};

/** Asks until everything is there: DynamoDB leaves out what goes beyond 16 MB or the table's throughput. */
const readBatch = async (
  dynamoDb: DynamoDb,
  clock: Clock,
  table: LavaTable,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly PlainItem[]> => {
  const found: PlainItem[] = [];
  let wanted = ids;
  let inVain = 0;
  while (wanted.length > 0) {
    const { items, left } = await dynamoDb.getItems({ ...table, ids: wanted }, signal);
    found.push(...items);
    inVain = left.length < wanted.length ? 0 : inVain + 1;
    if (inVain === emptyAnswers) throw tooBusy(table, left.length);
    if (left.length > 0) await pause(clock, signal, Math.min(firstPauseMs * 2 ** inVain, longestPauseMs));
    wanted = left;
  }
  return found;
};

const tooBusy = ({ table, key }: LavaTable, left: number): Error =>
  taggedError('Unavailable', {
    code: 'aws.busy',
    message: `Table ${table} is too busy: ${left} items were asked for and not read, again and again`,
    retryable: true,
    details: { service: 'dynamoDb', table, key },
  });

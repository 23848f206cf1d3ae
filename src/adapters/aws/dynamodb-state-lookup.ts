import * as E from 'fp-ts/lib/Either.js';

import { describeProblems, type Problem } from '../../job/problem.js';
import type { Clock } from '../../ports/clock.js';
import type { InvalidData } from '../../ports/port-error.js';
import type { StateLookup } from '../../ports/state-lookup.js';
import { awsCall } from './aws-call.js';
import type { AwsClients } from './aws-clients.js';
import { invalidData } from './aws-error.js';
import { decrypt, kmsError } from './decrypt.js';
import { dynamoDbError } from './dynamodb-error.js';
import { inGroups } from './in-groups.js';
import { type LavaTable, stateTable } from './lava-table.js';
import { makeItemReader } from './read-items.js';
import { withSharedSignal } from './shared-signal.js';
import { decodeDecrypted, decodeStateItem, isExpired, type StateItem } from './state-item.js';

/** How a state lookup is set up. @public */
export interface DynamoDbStateLookupOptions {
  /** Tells which items have expired, and times the pauses between reads of a busy table. */
  readonly clock: Clock;
}

/** How many items are decrypted at a time. */
const decryptions = 10;

/**
 * Makes a {@link StateLookup} of lava's table `lava.<REALM>.state`, read strongly consistently: JSON text as Python reads
 * it, raw values as they are, secure ones decrypted by KMS. Items whose `ttl` has passed are left out, though DynamoDB may
 * still hold them.
 *
 * Many items are read together, by BatchGetItem; a worker that may not use it reads them one by one.
 *
 * Errors: `InvalidData` with every problem of every malformed item, its value never shown, for what KMS cannot decrypt, and
 * for a table that has another key than `state_id`; `Unavailable` when there is no such table, when AWS is busy or cannot be
 * reached; `AccessDenied`; `Aborted`. IAM: `dynamodb:GetItem`, `dynamodb:BatchGetItem`, and `kms:Decrypt` for secure items.
 * @public
 */
export const makeDynamoDbStateLookup = (
  clients: AwsClients,
  { clock }: DynamoDbStateLookupOptions,
): StateLookup => {
  const readItems = makeItemReader(clients, clock);
  return {
    find: ({ realm, stateIds }, options) => {
      const table = stateTable(realm);
      const ids = [...new Set(stateIds)];
      return awsCall({ error: dynamoDbError, ...readingOf(table, ids) }, options, (signal) =>
        withSharedSignal(signal, async (shared) => {
          const stored = await readItems(table, ids, shared);
          const read = await inGroups(decryptions, live(ids, stored, clock.now()), async ({ id, item }) => ({
            id,
            value: await valueOf(clients, { ...table, id }, item, shared),
          }));
          return collect(table, read);
        }),
      );
    },
  };
};

/** The items that exist and have not expired, in the order of the ids. */
const live = (
  ids: readonly string[],
  stored: ReadonlyMap<string, StateItem>,
  nowMs: number,
): readonly { readonly id: string; readonly item: StateItem }[] =>
  ids.flatMap((id) => {
    const item = stored.get(id);
    return item && !isExpired(item, nowMs) ? [{ id, item }] : [];
  });

const readingOf = ({ table, key }: LavaTable, ids: readonly string[]) => ({
  doing:
    ids.length === 1
      ? `Cannot read the item with ${key} ${JSON.stringify(ids[0])} of table ${table}`
      : `Cannot read ${ids.length} items of table ${table} by ${key}`,
  details: { table, key, ids },
});

type Decoded = E.Either<readonly Problem[], unknown>;

const valueOf = async (
  clients: AwsClients,
  { table, key, id }: LavaTable & { readonly id: string },
  item: StateItem,
  signal: AbortSignal,
): Promise<Decoded> => {
  const content = decodeStateItem(item);
  if (E.isLeft(content)) return content;
  if (content.right.kind === 'value') return E.right(content.right.value);
  const { bytes } = content.right;
  const plain = await awsCall(
    {
      error: kmsError,
      doing: `Cannot decrypt the item with ${key} ${JSON.stringify(id)} of table ${table}`,
      details: { table, key, id },
    },
    { signal },
    () => decrypt(clients, bytes, signal),
  )();
  // An error of a port stays as it is on its way out.
  if (E.isLeft(plain)) throw plain.left;
  return decodeDecrypted(plain.right);
};

/** All values, or all problems of all items. */
const collect = (
  table: LavaTable,
  read: readonly { readonly id: string; readonly value: Decoded }[],
): ReadonlyMap<string, unknown> => {
  const bad = read.flatMap(({ id, value }) => (E.isLeft(value) ? [{ id, problems: value.left }] : []));
  if (bad.length > 0) throw badItems(table, bad);
  return new Map(read.flatMap(({ id, value }) => (E.isRight(value) ? [[id, value.right] as const] : [])));
};

const badItems = (
  { table, key }: LavaTable,
  items: readonly { readonly id: string; readonly problems: readonly Problem[] }[],
): InvalidData =>
  invalidData(
    'bad-item',
    items
      .map(({ id, problems }) => describeProblems(problems, `Table ${table}, ${key} ${JSON.stringify(id)}: `))
      .join('\n'),
    { table, key, items },
  );

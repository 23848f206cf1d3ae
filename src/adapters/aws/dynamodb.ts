import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import type { AwsClients } from './aws-clients.js';
import { fromDecimalText } from './exact-number.js';
import type { LavaTable } from './lava-table.js';

/**
 * An item as the rest of the package reads it: numbers keep their digits ({@link fromDecimalText}), sets are of the class
 * Set, bytes are Uint8Array, a null is null.
 */
export type PlainItem = Readonly<Record<string, unknown>>;

/** What one read of many items gave. */
export interface BatchAnswer {
  readonly items: readonly PlainItem[];
  /** Ids that DynamoDB has not got round to. */
  readonly left: readonly string[];
}

/** The calls of DynamoDB that are made here. They reject with what the SDK throws. */
export interface DynamoDb {
  /** Reads one item; undefined when there is none. */
  readonly getItem: (
    item: LavaTable & { readonly id: string; readonly consistent: boolean },
    signal: AbortSignal,
  ) => Promise<PlainItem | undefined>;
  /** Reads up to 100 items consistently. */
  readonly getItems: (
    items: LavaTable & { readonly ids: readonly string[] },
    signal: AbortSignal,
  ) => Promise<BatchAnswer>;
}

/** Makes the calls over the client of DynamoDB; commands and client are loaded at the first one. */
export const makeDynamoDb = (clients: AwsClients): DynamoDb => {
  let loaded: ReturnType<typeof loadSdk> | undefined;
  // Kept, as each import, though it loads nothing any more, takes time and memory.
  const sdk = (): ReturnType<typeof loadSdk> => (loaded ??= loadSdk());
  return {
    getItem: async ({ table, key, id, consistent }, signal) => {
      const [client, { GetItemCommand, plainItem }] = await Promise.all([clients.dynamoDb(), sdk()]);
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: keyOf(key, id),
          ...(consistent ? { ConsistentRead: true } : {}),
        }),
        { abortSignal: signal },
      );
      return Item && plainItem(Item);
    },
    getItems: async ({ table, key, ids }, signal) => {
      const [client, { BatchGetItemCommand, plainItem }] = await Promise.all([clients.dynamoDb(), sdk()]);
      const answer = await client.send(
        new BatchGetItemCommand({
          RequestItems: { [table]: { Keys: ids.map((id) => keyOf(key, id)), ConsistentRead: true } },
        }),
        { abortSignal: signal },
      );
      const left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      return {
        items: (answer.Responses?.[table] ?? []).map(plainItem),
        left: left.flatMap((keys) => keys[key]?.S ?? []),
      };
    },
  };
};

const loadSdk = async () => {
  const [{ BatchGetItemCommand, GetItemCommand }, { convertToNative }] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('@aws-sdk/util-dynamodb'),
  ]);
  // Maps are made here: a member that is named __proto__ would change the prototype of those of the SDK.
  const plainItem = (item: Record<string, AttributeValue | undefined>): PlainItem =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));
  const plainValue = (value: AttributeValue | undefined): unknown => {
    // The SDK loses the value of such a member when it belongs to the item itself.
    if (value === undefined) return undefined;
    if (value.M) return plainItem(value.M);
    if (value.L) return value.L.map(plainValue);
    return convertToNative(value, { wrapNumbers: fromDecimalText });
  };
  return { BatchGetItemCommand, GetItemCommand, plainItem };
};

const keyOf = (key: string, id: string): Record<string, AttributeValue> => ({ [key]: { S: id } });

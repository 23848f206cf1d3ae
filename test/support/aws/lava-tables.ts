import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

/** An item as DynamoDB has it. */
export type RawItem = Record<string, AttributeValue>;

/** Lava's tables, as a test fills them. */
export interface LavaTables {
  /** Makes a table with a partition key that is text. */
  readonly create: (table: string, key: string) => Promise<void>;
  readonly put: (table: string, ...items: readonly RawItem[]) => Promise<void>;
  readonly close: () => void;
}

/** What identifies a test to the test's own AWS. */
export const testIdentity = {
  region: 'ap-southeast-2',
  credentials: { accessKeyId: 'AKTEST', secretAccessKey: 'secret-of-the-test' },
};

/** Opens tables with the SDK's own client. */
export const openLavaTables = (endpoint: string): LavaTables => {
  const client = new DynamoDBClient({ ...testIdentity, endpoint });
  return {
    create: async (table, key) => {
      await client.send(
        new CreateTableCommand({
          TableName: table,
          KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      );
      await untilActive(client, table);
    },
    put: async (table, ...items) => {
      for (let at = 0; at < items.length; at += writeBatch)
        await client.send(
          new BatchWriteItemCommand({
            RequestItems: {
              [table]: items.slice(at, at + writeBatch).map((Item) => ({ PutRequest: { Item } })),
            },
          }),
        );
    },
    close: () => {
      client.destroy();
    },
  };
};

/** What DynamoDB takes in one BatchWriteItem. */
const writeBatch = 25;

const untilActive = async (client: DynamoDBClient, table: string): Promise<void> => {
  for (let asked = 0; asked < 100; asked += 1) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    if (Table?.TableStatus === 'ACTIVE') return;
  }
  throw new Error(`Table ${table} does not become active`);
};

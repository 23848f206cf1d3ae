import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

import dynalite from 'dynalite';

import { FaultError } from './aws-fault.js';
import type { AwsHandler } from './aws-server.js';

/** A DynamoDB of a test. */
export interface DynamoDbService {
  /** Its own address; nobody writes down what is asked there. */
  readonly url: string;
  /** What it answers, for a server that writes down what is asked and can disturb it. */
  readonly handlers: Readonly<Record<string, AwsHandler>>;
  readonly close: () => Promise<void>;
}

const operations = ['BatchGetItem', 'BatchWriteItem', 'CreateTable', 'DescribeTable', 'GetItem', 'PutItem'];

/** Starts dynalite, which keeps tables in memory and answers as DynamoDB does. */
export const startDynamoDb = async (): Promise<DynamoDbService> => {
  const database = dynalite({ createTableMs: 0 });
  database.listen(0, '127.0.0.1');
  await once(database, 'listening');
  const url = `http://127.0.0.1:${(database.address() as AddressInfo).port}`;
  return {
    url,
    handlers: Object.fromEntries(operations.map((operation) => [operation, passOn(url)])),
    close: async () => {
      database.closeAllConnections();
      await promisify(database.close.bind(database))();
    },
  };
};

const passOn =
  (url: string): AwsHandler =>
  async (input, { headers }) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: Object.fromEntries(
        ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'].map((name) => [
          name,
          String(headers[name]),
        ]),
      ),
      body: JSON.stringify(input),
    });
    const output = (await answer.json()) as Readonly<Record<string, unknown>>;
    if (answer.ok) return output;
    const { __type: type, message = '' } = output as { readonly __type: string; readonly message?: string };
    throw new FaultError(type.replace(/^.*#/, ''), message, answer.status);
  };

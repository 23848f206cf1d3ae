import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { makeDynamoDbStateLookup } from '../../src/adapters/aws/index.js';
import { type FakeClock, makeFakeClock } from '../../src/testing/index.js';
import { fault, FaultError } from '../support/aws/aws-fault.js';
import type { AwsHandler } from '../support/aws/aws-server.js';
import { type LavaOnAws, startLavaOnAws } from '../support/aws/lava-on-aws.js';
import { jsonItem } from '../support/aws/state-items.js';

const table = 'lava.dev.state';
const ids = Array.from({ length: 250 }, (_, index) => `é/${index}`);
const expected = new Map(ids.map((id, index) => [id, index]));

let aws: LavaOnAws;
let clock: FakeClock;
beforeEach(async () => {
  aws = await startLavaOnAws();
  clock = makeFakeClock();
  await aws.tables.put(table, ...ids.map((id, index) => jsonItem(id, String(index))));
});
afterEach(async () => {
  await aws.close();
});

const makeFind = (signal = new AbortController().signal) => {
  const lookup = makeDynamoDbStateLookup(aws.clients, { clock });
  return (stateIds = ids) => lookup.find({ realm: 'dev', stateIds }, { signal })();
};

/** A request of a batch, as it goes over the wire. */
interface Batch {
  readonly RequestItems: Readonly<
    Record<string, { readonly Keys: readonly unknown[]; readonly ConsistentRead: unknown }>
  >;
}

const batchSizes = (): readonly (number | undefined)[] =>
  aws.server
    .inputsOf('BatchGetItem')
    // The SDK has written it.
    .map((input) => (input as unknown as Batch).RequestItems[table]?.Keys.length);

/** A DynamoDB that answers no more than so many keys of each batch. */
const answerFirst =
  (count: number, answer: AwsHandler | undefined): AwsHandler =>
  async (input, request) => {
    // The SDK has written it.
    const { Keys, ConsistentRead } = (input as unknown as Batch).RequestItems[table] ?? { Keys: [] };
    const [done, left] = [Keys.slice(0, count), Keys.slice(count)];
    const part = { RequestItems: { [table]: { Keys: done, ConsistentRead } } };
    const output = done.length === 0 ? { Responses: {} } : await answer?.(part, request);
    return { ...output, UnprocessedKeys: left.length === 0 ? {} : { [table]: { Keys: left } } };
  };

describe('many state items', () => {
  it('are read a hundred at a time', async () => {
    expect(await makeFind()()).toEqual(E.right(expected));
    expect(batchSizes()).toEqual([100, 100, 50]);
    expect(aws.server.inputsOf('BatchGetItem')).toMatchObject(
      [1, 2, 3].map(() => ({ RequestItems: { [table]: { ConsistentRead: true } } })),
    );
  });

  it('are asked for again as long as DynamoDB leaves some out, with a pause by the clock', async () => {
    aws.server.answer({ BatchGetItem: answerFirst(60, aws.database.handlers['BatchGetItem']) });
    const found = makeFind()();
    for (let pauses = 0; pauses < 2; pauses += 1) {
      await clock.whenPending();
      await clock.advance(50);
    }
    expect(await found).toEqual(E.right(expected));
    expect(batchSizes()).toEqual([100, 40, 100, 40, 50]);
    expect(clock.pendingCount()).toBe(0);
  });

  it('are given up when DynamoDB answers nothing, again and again, after longer and longer pauses', async () => {
    aws.server.answer({ BatchGetItem: answerFirst(0, undefined) });
    const found = makeFind()(ids.slice(0, 2));
    for (const milliseconds of [100, 200, 400, 800, 1600, 3200, 5000]) {
      await clock.whenPending();
      await clock.advance(milliseconds - 1);
      expect(clock.pendingCount()).toBe(1);
      await clock.advance(1);
    }
    expect(await found).toMatchObject(
      E.left({
        _tag: 'Unavailable',
        retryable: true,
        code: 'aws.busy',
        message: 'Table lava.dev.state is too busy: 2 items were asked for and not read, again and again',
        details: { table, key: 'state_id' },
      }),
    );
    expect(batchSizes()).toEqual([2, 2, 2, 2, 2, 2, 2, 2]);
  });

  it('are not asked for again after an abort in a pause', async () => {
    aws.server.answer({ BatchGetItem: answerFirst(0, undefined) });
    const abort = new AbortController();
    const found = makeFind(abort.signal)();
    await clock.whenPending();
    abort.abort();
    expect(await found).toMatchObject(E.left({ _tag: 'Aborted' }));
    expect(clock.pendingCount()).toBe(0);
    expect(batchSizes()).toEqual([100]);
  });

  it('are given up at an abort while a batch is under way', async () => {
    const abort = new AbortController();
    aws.server.disturb('BatchGetItem', { kind: 'hold', until: new Promise(() => undefined) });
    const found = makeFind(abort.signal)();
    await aws.server.received('BatchGetItem', 1);
    abort.abort();
    expect(await found).toMatchObject(E.left({ _tag: 'Aborted' }));
  });

  it('name table and key when the table does not exist', async () => {
    const lookup = makeDynamoDbStateLookup(aws.clients, { clock });
    const found = await lookup.find(
      { realm: 'nowhere', stateIds: ['a', 'b'] },
      { signal: new AbortController().signal },
    )();
    expect(found).toMatchObject(
      E.left({
        _tag: 'Unavailable',
        code: 'aws.not-found',
        message:
          'Cannot read 2 items of table lava.nowhere.state by state_id: ResourceNotFoundException: Requested resource not found',
        details: { table: 'lava.nowhere.state', key: 'state_id', ids: ['a', 'b'] },
      }),
    );
  });
});

describe('a worker that may not use BatchGetItem, as in the policy of the original', () => {
  const refused = fault('AccessDeniedException', 400, 'not authorized to perform: dynamodb:BatchGetItem');

  it('reads one by one, consistently, and does not ask for a batch again', async () => {
    aws.server.disturb('BatchGetItem', refused);
    const find = makeFind();
    expect(await find()).toEqual(E.right(expected));
    expect(await find(ids.slice(0, 2))).toEqual(E.right(new Map([...expected].slice(0, 2))));
    expect(batchSizes()).toEqual([100]);
    const reads = aws.server.inputsOf('GetItem');
    expect(reads.length).toBe(252);
    expect(reads.every((read) => read['TableName'] === table && read['ConsistentRead'] === true)).toBe(true);
  });

  it('is told what it may not do when that is refused too', async () => {
    aws.server.disturb('BatchGetItem', refused);
    aws.server.answer({
      GetItem: () => {
        throw new FaultError('AccessDeniedException', 'not authorized to perform: dynamodb:GetItem');
      },
    });
    expect(await makeFind()(ids.slice(0, 2))).toMatchObject(
      E.left({
        _tag: 'AccessDenied',
        message:
          'Cannot read 2 items of table lava.dev.state by state_id: AccessDeniedException: not authorized to perform: dynamodb:GetItem',
      }),
    );
  });
});

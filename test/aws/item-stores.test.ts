import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import {
  makeAwsClients,
  makeDynamoDbConnectionStore,
  makeDynamoDbJobStore,
  makeDynamoDbRealmStore,
} from '../../src/adapters/aws/index.js';
import { fault, throttle } from '../support/aws/aws-fault.js';
import { type LavaOnAws, startLavaOnAws } from '../support/aws/lava-on-aws.js';
import { testIdentity } from '../support/aws/lava-tables.js';

let aws: LavaOnAws;
beforeEach(async () => {
  aws = await startLavaOnAws();
});
afterEach(async () => {
  await aws.close();
});

const calm = { signal: new AbortController().signal };

/** The three stores of single records, each by the name of its table and key. */
const stores = [
  {
    name: 'connections',
    table: 'lava.dev.connections',
    key: 'conn_id',
    find: (id: string, options = calm) =>
      makeDynamoDbConnectionStore(aws.clients).find({ realm: 'dev', connectionId: id }, options)(),
  },
  {
    name: 'jobs',
    table: 'lava.dev.jobs',
    key: 'job_id',
    find: (id: string, options = calm) =>
      makeDynamoDbJobStore(aws.clients).find({ realm: 'dev', jobId: id }, options)(),
  },
  {
    name: 'realms',
    table: 'lava.realms',
    key: 'realm',
    find: (id: string, options = calm) => makeDynamoDbRealmStore(aws.clients).find(id, options)(),
  },
];

describe.each(stores)('the DynamoDB store of $name', ({ table, key, find }) => {
  it('finds a record with every type of value', async () => {
    await aws.tables.put(table, {
      [key]: { S: 'a' },
      text: { S: 'é✓' },
      whole: { N: '9007199254740993' },
      float: { N: '0.25' },
      truth: { BOOL: true },
      nothing: { NULL: true },
      bytes: { B: Uint8Array.of(0, 255) },
      list: { L: [{ N: '1' }, { S: 'x' }] },
      map: { M: { inner: { M: {} } } },
      texts: { SS: ['b', 'a'] },
      numbers: { NS: ['1.5', '12345678901234567890'] },
      blobs: { BS: [Uint8Array.of(1)] },
    });
    expect(await find('a')).toEqual(
      E.right(
        O.some({
          [key]: 'a',
          text: 'é✓',
          whole: 9007199254740993n,
          float: 0.25,
          truth: true,
          nothing: null,
          bytes: Uint8Array.of(0, 255),
          list: [1, 'x'],
          map: { inner: {} },
          texts: new Set(['a', 'b']),
          numbers: new Set([1.5, 12345678901234567890n]),
          blobs: new Set([Uint8Array.of(1)]),
        }),
      ),
    );
  });

  it('takes names of JavaScript for names like any other', async () => {
    const odd = '{"constructor":{"S":"c"},"__proto__":{"M":{"enabled":{"BOOL":true}}},"toString":{"S":"t"}}';
    const item = JSON.parse(`{"${key}":{"S":"a"},"map":{"M":${odd}},"__proto__":{"M":{}}}`) as object;
    aws.server.answer({ GetItem: () => ({ Item: item }) });
    const found = await find('a');
    const record = E.isRight(found) ? O.toUndefined(found.right) : undefined;
    expect(Object.keys(record ?? {})).toEqual([key, 'map', '__proto__']);
    const map = record?.['map'];
    expect(JSON.stringify(map)).toBe('{"constructor":"c","__proto__":{"enabled":true},"toString":"t"}');
    expect([record, map].map((value) => Object.getPrototypeOf(value) as unknown)).toEqual([
      Object.prototype,
      Object.prototype,
    ]);
  });

  it('tells ids apart that begin alike, or look alike', async () => {
    const ids = ['a', 'a/b', 'a/b/c', 'A', 'ä', 'a\u0308', '日本/語', '😀', ' a'];
    await aws.tables.put(table, ...ids.map((id) => ({ [key]: { S: id }, is: { S: `<${id}>` } })));
    for (const id of ids) expect(await find(id)).toEqual(E.right(O.some({ [key]: id, is: `<${id}>` })));
    expect(await find('a/')).toEqual(E.right(O.none));
  });

  it('finds nothing where there is nothing', async () => {
    expect(await find('none')).toEqual(E.right(O.none));
  });

  it('asks for the key alone, eventually consistently', async () => {
    await find('a/b');
    expect(aws.server.inputsOf('GetItem')).toEqual([{ TableName: table, Key: { [key]: { S: 'a/b' } } }]);
  });

  it('names table and key, and what AWS said, for an id that cannot be a key', async () => {
    expect(await find('')).toMatchObject(
      E.left({
        _tag: 'InvalidData',
        retryable: false,
        message: expect.stringContaining(
          `Cannot read the item with ${key} "" of table ${table}: ValidationException: One or more parameter values`,
        ) as string,
        details: { table, key, id: '', error: 'ValidationException' },
      }),
    );
  });

  it.each([
    ['AccessDeniedException', 400, 'AccessDenied', false],
    ['UnrecognizedClientException', 400, 'AccessDenied', false],
    ['ResourceNotFoundException', 400, 'Unavailable', false],
    ['InternalServerError', 500, 'Unavailable', true],
  ])('maps %s', async (name, status, tag, retryable) => {
    const answer = fault(name, status, 'as told');
    aws.server.disturb('GetItem', answer, answer, answer);
    expect(await find('a')).toMatchObject(
      E.left({
        _tag: tag,
        retryable,
        message: `Cannot read the item with ${key} "a" of table ${table}: ${name}: as told`,
      }),
    );
  });

  it('never shows what the record holds when the answer is spoilt', async () => {
    await aws.tables.put(table, { [key]: { S: 'a' }, webhook: { S: 'hunter2' } });
    const garbled = { kind: 'garble' } as const;
    aws.server.disturb('GetItem', garbled, garbled, garbled);
    const found = await find('a');
    expect(found).toMatchObject(E.left({ _tag: 'Unavailable', retryable: true }));
    expect(JSON.stringify(found) + String(E.isLeft(found) && found.left.stack)).not.toContain('hunter2');
  });

  it('asks nothing when it was aborted before', async () => {
    expect(await find('a', { signal: AbortSignal.abort() })).toMatchObject(E.left({ _tag: 'Aborted' }));
    expect(aws.server.requests).toEqual([]);
  });

  it('ends at once when it is aborted meanwhile', async () => {
    const abort = new AbortController();
    aws.server.disturb('GetItem', { kind: 'hold', until: new Promise(() => undefined) });
    const found = find('a', { signal: abort.signal });
    await aws.server.received('GetItem', 1);
    abort.abort();
    expect(await found).toMatchObject(E.left({ _tag: 'Aborted' }));
  });
});

describe('a table that is not as it should be', () => {
  const lookFor = (realm: string) =>
    makeDynamoDbConnectionStore(aws.clients).find({ realm, connectionId: 'dk' }, calm)();

  it('tells of a table that does not exist', async () => {
    expect(await lookFor('nowhere')).toMatchObject(
      E.left({
        _tag: 'Unavailable',
        code: 'aws.not-found',
        retryable: false,
        message:
          'Cannot read the item with conn_id "dk" of table lava.nowhere.connections: ResourceNotFoundException: Requested resource not found',
      }),
    );
  });

  it('tells of a table with another key', async () => {
    await aws.tables.create('lava.odd.connections', 'id');
    expect(await lookFor('odd')).toMatchObject(
      E.left({
        _tag: 'InvalidData',
        message:
          'Cannot read the item with conn_id "dk" of table lava.odd.connections: ValidationException: The provided key element does not match the schema',
      }),
    );
  });

  it('waits out that the table is busy, and says so when it stays busy', async () => {
    aws.server.disturb('GetItem', throttle, fault('ProvisionedThroughputExceededException'));
    expect(await lookFor('dev')).toEqual(E.right(O.none));
    aws.server.disturb('GetItem', throttle, throttle, throttle);
    expect(await lookFor('dev')).toMatchObject(
      E.left({
        _tag: 'Unavailable',
        retryable: true,
        code: 'aws.busy',
        details: { table: 'lava.dev.connections' },
      }),
    );
  });

  it('tells that nobody answers', async () => {
    const clients = makeAwsClients({ ...testIdentity, endpoint: 'http://127.0.0.1:9', maxAttempts: 1 });
    const found = await makeDynamoDbConnectionStore(clients).find(
      { realm: 'dev', connectionId: 'dk' },
      calm,
    )();
    await clients.close();
    expect(found).toMatchObject(E.left({ _tag: 'Unavailable', retryable: true, code: 'aws.unreachable' }));
  });
});

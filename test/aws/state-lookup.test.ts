import { getEventListeners } from 'node:events';

import * as E from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ExactNumber, makeDynamoDbStateLookup } from '../../src/adapters/aws/index.js';
import { makeJinjaRenderer } from '../../src/adapters/jinja/index.js';
import { makeFakeClock } from '../../src/testing/index.js';
import { fault } from '../support/aws/aws-fault.js';
import { type LavaOnAws, startLavaOnAws } from '../support/aws/lava-on-aws.js';
import { jsonItem, rawItem, secureItem, without } from '../support/aws/state-items.js';

const table = 'lava.dev.state';

let aws: LavaOnAws;
beforeEach(async () => {
  aws = await startLavaOnAws();
});
afterEach(async () => {
  await aws.close();
});

const calm = { signal: new AbortController().signal };

const find = (stateIds: readonly string[], options = calm, clock = makeFakeClock()) =>
  makeDynamoDbStateLookup(aws.clients, { clock }).find({ realm: 'dev', stateIds }, options)();

/** The values that were found, or what went wrong. */
const values = async (...stateIds: readonly string[]): Promise<unknown> => {
  const found = await find(stateIds);
  return E.isRight(found) ? Object.fromEntries(found.right) : found.left;
};

describe('the DynamoDB state lookup', () => {
  it('reads JSON as Python does', async () => {
    await aws.tables.put(table, jsonItem('a', '{"x": [1, 1.0, 12345678901234567890, "é"]}'));
    expect(await values('a')).toEqual({ a: { x: [1, new ExactNumber('1.0'), 12345678901234567890n, 'é'] } });
  });

  it('takes raw values as they are', async () => {
    await aws.tables.put(
      table,
      rawItem('n', { N: '1.5' }),
      rawItem('pi', { N: '3.1415926535897932384626433832795' }),
      rawItem('null', { NULL: true }),
      rawItem('s', { SS: ['x'] }),
      rawItem('b', { B: Uint8Array.of(7) }),
      rawItem('m', { M: { k: { L: [{ BOOL: false }] } } }),
    );
    expect(await values('n', 'pi', 'null', 's', 'b', 'm')).toEqual({
      n: 1.5,
      pi: new ExactNumber('3.1415926535897932384626433832795'),
      null: null,
      s: new Set(['x']),
      b: Uint8Array.of(7),
      m: { k: [false] },
    });
  });

  it('decrypts secure items, and gives KMS nothing but the ciphertext', async () => {
    const item = secureItem('key', '{"token": "hunter2 é"}');
    await aws.tables.put(table, item);
    expect(await values('key')).toEqual({ key: { token: 'hunter2 é' } });
    expect(aws.server.inputsOf('Decrypt')).toEqual([
      { CiphertextBlob: Buffer.from(item['value']?.B ?? []).toString('base64') },
    ]);
  });

  it('decrypts many', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `s${index}`);
    await aws.tables.put(table, ...ids.map((id) => secureItem(id, `"${id}!"`)));
    expect(await values(...ids)).toEqual(Object.fromEntries(ids.map((id) => [id, `${id}!`])));
  });

  it('leaves out what does not exist, and asks once for what is asked for twice', async () => {
    await aws.tables.put(table, jsonItem('a', '1'), jsonItem('a/b', '2'));
    expect(await values('a', 'none', 'a/b', 'a', 'a/')).toEqual({ a: 1, 'a/b': 2 });
    expect(aws.server.inputsOf('BatchGetItem')).toEqual([
      {
        RequestItems: {
          [table]: {
            Keys: ['a', 'none', 'a/b', 'a/'].map((id) => ({ state_id: { S: id } })),
            ConsistentRead: true,
          },
        },
      },
    ]);
  });

  it('gives the values in the order in which they were asked for', async () => {
    await aws.tables.put(table, jsonItem('b', '1'), jsonItem('a', '2'), jsonItem('c', '3'));
    expect(await values('c', 'a', 'b')).toEqual({ c: 3, a: 2, b: 1 });
    const found = await find(['c', 'a', 'b']);
    expect(E.isRight(found) && [...found.right.keys()]).toEqual(['c', 'a', 'b']);
  });

  it('reads a single item by its key, consistently', async () => {
    await values('a');
    expect(aws.server.requests.map(({ operation, input }) => ({ operation, input }))).toEqual([
      {
        operation: 'GetItem',
        input: { TableName: table, Key: { state_id: { S: 'a' } }, ConsistentRead: true },
      },
    ]);
  });

  it('asks nothing where nothing is asked for', async () => {
    expect(await values()).toEqual({});
    expect(aws.server.requests).toEqual([]);
  });

  it('leaves out what has expired by the clock, whatever else is wrong with it', async () => {
    const clock = makeFakeClock(1_800_000_000_000);
    await aws.tables.put(
      table,
      { ...jsonItem('past', '1'), ttl: { N: '1799999999' } },
      { ...jsonItem('now', '2'), ttl: { N: '1800000000' } },
      { ...jsonItem('broken', '{'), ttl: { N: '1' }, oops: { S: '' } },
    );
    const ids = ['past', 'now', 'broken'];
    expect(await find(ids, calm, clock)).toEqual(E.right(new Map([['now', 2]])));
    await clock.advance(1);
    expect(await find(ids, calm, clock)).toEqual(E.right(new Map()));
    expect(aws.server.inputsOf('Decrypt')).toEqual([]);
  });

  it('takes items without a timestamp or a publisher, as the documentation does', async () => {
    await aws.tables.put(table, without('timestamp', without('publisher', jsonItem('a', '1'))));
    expect(await values('a')).toEqual({ a: 1 });
  });

  it('feeds templates with what Python would have', async () => {
    await aws.tables.put(
      table,
      jsonItem('j', '[1.0, 12345678901234567890, true, null]'),
      rawItem('n', { N: '2.5' }),
      rawItem('big', { N: '98765432109876543210' }),
      rawItem('s', { NS: ['3'] }),
    );
    const found = await find(['j', 'n', 'big', 's']);
    const state = E.isRight(found) ? Object.fromEntries(found.right) : {};
    const rendered = await makeJinjaRenderer().render(
      '{{ j }} {{ n }} {{ n * 2 }} {{ big + 1 }} {{ s }}',
      { ...state, realm: 'dev', job_id: 'a', conn_id: 'c' },
      calm,
    )();
    expect(rendered).toEqual(
      E.right('[1.0, 12345678901234567890, True, None] 2.5 5.0 98765432109876543211 {3}'),
    );
  });
});

describe('state items that are not as they should be', () => {
  it.each([
    [
      'without members',
      without('ttl', without('type', jsonItem('a', '1'))),
      'Bad state item: Missing keys: ttl, type',
    ],
    [
      'with more members',
      { ...jsonItem('a', '1'), 'x-note': { S: '' }, b: { S: '' } },
      'Bad state item: Unexpected keys: b, x-note',
    ],
    ['of an unknown type', { ...jsonItem('a', '1'), type: { S: 'yaml' } }, 'Unknown state type: yaml'],
    [
      'whose ttl is no number',
      { ...jsonItem('a', '1'), ttl: { S: 'soon' } },
      'Bad state item: ttl must be a number',
    ],
    ['whose JSON is broken', jsonItem('a', '{"hunter2": }'), 'Bad state item: value must be JSON text'],
    [
      'whose JSON is no text',
      { ...rawItem('a', { N: '77' }), type: { S: 'json' } },
      'Expected DynamoDB String type for json state item value - got a number',
    ],
    [
      'that are secure and not binary',
      { ...jsonItem('a', 'hunter2'), type: { S: 'secure' } },
      'Expected DynamoDB Binary type for secure state item value - got text',
    ],
    [
      'whose secret is no JSON',
      secureItem('a', 'hunter2'),
      'Bad state item: value must be JSON text once it is decrypted',
    ],
  ])('reports items %s', async (_what, item, message) => {
    await aws.tables.put(table, item);
    const error = await values('a');
    expect(error).toMatchObject({
      _tag: 'InvalidData',
      retryable: false,
      message: expect.stringContaining(`Table lava.dev.state, state_id "a": ${message}`) as string,
      details: { table, key: 'state_id', items: [{ id: 'a' }] },
    });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toMatch(/hunter2|77/);
  });

  it('reports every problem of every item at once', async () => {
    await aws.tables.put(
      table,
      { ...without('ttl', jsonItem('a', 'no JSON')), oops: { S: '' } },
      jsonItem('fine', '1'),
      secureItem('s', '}'),
    );
    const error = (await values('a', 'fine', 's')) as Error;
    expect(error.message.split('\n')).toEqual([
      'Table lava.dev.state, state_id "a": Bad state item: Missing keys: ttl',
      '  (record): Bad state item: Missing keys: ttl (found a map; allowed: a map with state_id, ttl, type, value)',
      '  (record): Bad state item: Unexpected keys: oops (found text; allowed: publisher, state_id, timestamp, ttl, type, value)',
      '  value: Bad state item: value must be JSON text (found text; allowed: JSON text)',
      'Table lava.dev.state, state_id "s": Bad state item: value must be JSON text once it is decrypted',
      '  value: Bad state item: value must be JSON text once it is decrypted (found bytes; allowed: encrypted JSON text)',
    ]);
  });
});

describe('a KMS that does not decrypt', () => {
  it.each([
    ['InvalidCiphertextException', 400, 'InvalidData', false],
    ['AccessDeniedException', 400, 'AccessDenied', false],
    ['DisabledException', 400, 'Unavailable', false],
    ['KMSInternalException', 500, 'Unavailable', true],
  ])('is reported with table and key: %s', async (name, status, tag, retryable) => {
    await aws.tables.put(table, secureItem('key', '"hunter2"'), jsonItem('fine', '1'));
    const answer = fault(name, status, 'as told');
    aws.server.disturb('Decrypt', answer, answer, answer);
    expect(await values('fine', 'key')).toMatchObject({
      _tag: tag,
      retryable,
      message: `Cannot decrypt the item with state_id "key" of table lava.dev.state: ${name}: as told`,
      details: { service: 'kms', table, key: 'state_id', id: 'key' },
    });
  });

  it('is asked for many secrets at once without a trace on the signal', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `s${index}`);
    await aws.tables.put(table, ...ids.map((id) => secureItem(id, '1')));
    const { signal } = new AbortController();
    aws.server.disturb('Decrypt', { kind: 'hold', until: aws.server.received('Decrypt', 10) });
    const found = find(ids, { signal });
    await aws.server.received('Decrypt', 5);
    expect(getEventListeners(signal, 'abort').length).toBeLessThanOrEqual(2);
    expect(E.isRight(await found)).toBe(true);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('is not waited for beyond an abort', async () => {
    await aws.tables.put(table, secureItem('key', '1'));
    const abort = new AbortController();
    aws.server.disturb('Decrypt', { kind: 'hold', until: new Promise(() => undefined) });
    const found = find(['key'], { signal: abort.signal });
    await aws.server.received('Decrypt', 1);
    abort.abort();
    expect(await found).toMatchObject(E.left({ _tag: 'Aborted' }));
  });
});

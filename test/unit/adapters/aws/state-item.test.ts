import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { decodeDecrypted, decodeStateItem, isExpired } from '../../../../src/adapters/aws/state-item.js';

const item = { state_id: 'a', type: 'json', value: '1', timestamp: 't', ttl: 2_000_000_000 };

/** The messages of the problems, or what was read. */
const outcome = (given: Readonly<Record<string, unknown>>): unknown => {
  const decoded = decodeStateItem(given);
  return E.isRight(decoded) ? decoded.right : decoded.left.map(({ message }) => message);
};

describe('decodeStateItem', () => {
  it.each([
    [item, { kind: 'value', value: 1 }],
    [
      { ...item, type: 'raw', value: null },
      { kind: 'value', value: null },
    ],
    [
      { ...item, type: 'secure', value: Uint8Array.of(1) },
      { kind: 'ciphertext', bytes: Uint8Array.of(1) },
    ],
    [
      { ...item, timestamp: null, publisher: 'x' },
      { kind: 'value', value: 1 },
    ],
    [
      { ...item, ttl: 2_000_000_000n },
      { kind: 'value', value: 1 },
    ],
  ])('reads an item: %#', (given, expected) => {
    expect(outcome(given)).toEqual(expected);
  });

  it.each([
    [{}, ['Bad state item: Missing keys: state_id, ttl, type, value']],
    [
      { ...item, type: 'secure', value: 7, ttl: true },
      [
        'Bad state item: ttl must be a number of seconds since 1970',
        'Expected DynamoDB Binary type for secure state item value - got a number',
      ],
    ],
    [{ ...item, type: 5 }, ['Unknown state type: 5']],
    [{ ...item, type: 'raw', x: 1 }, ['Bad state item: Unexpected keys: x']],
    [{ ...item, value: null }, ['Expected DynamoDB String type for json state item value - got null']],
  ])('reports every problem: %#', (given, expected) => {
    expect(outcome(given)).toEqual(expected);
  });
});

describe('decodeDecrypted', () => {
  it.each(['{"a": 1.5}', '"é"', 'NaN'])('reads %s', (text) => {
    expect(E.isRight(decodeDecrypted(Buffer.from(text)))).toBe(true);
  });

  it.each([
    ['text that is no JSON', Buffer.from('hunter2')],
    ['nothing', Buffer.alloc(0)],
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ])('refuses %s', (_what, bytes) => {
    expect(decodeDecrypted(bytes)).toMatchObject(
      E.left([
        { path: 'value', found: 'bytes', message: expect.stringMatching(/^Bad state item: /) as string },
      ]),
    );
  });
});

describe('isExpired', () => {
  it.each([
    [1_999_999_999_999, false],
    [2_000_000_000_000, false],
    [2_000_000_000_001, true],
  ])('tells at %d', (nowMs, expected) => {
    expect(isExpired(item, nowMs)).toBe(expected);
  });

  it.each([0, -1, 1_999_999_999.5, 1n])('takes %s for a time like any other', (ttl) => {
    expect(isExpired({ ...item, ttl }, 2_000_000_000_000)).toBe(true);
  });

  it('is false without a time that can be read', () => {
    expect([{}, { ttl: 'soon' }, { ttl: '1' }, { ttl: null }].map((given) => isExpired(given, 4e12))).toEqual(
      [false, false, false, false],
    );
  });
});

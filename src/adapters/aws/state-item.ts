import * as E from 'fp-ts/lib/Either.js';

import { anything, record } from '../../job/decode/containers.js';
import { type Decoder, decoder, mapMessages } from '../../job/decode/decoder.js';
import { describeType, describeValue } from '../../job/decode/describe-value.js';
import { problemsOf } from '../../job/decode/problems.js';
import { readNumber, text } from '../../job/decode/scalars.js';
import type { Problem } from '../../job/problem.js';
import { parsePythonJson } from './parse-python-json.js';

/** An item of lava's state table, its numbers, sets and bytes as plain values. */
export type StateItem = Readonly<Record<string, unknown>>;

/** What a state item holds: a value, or what has to be decrypted to get the JSON text of one. */
export type StateContent =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'ciphertext'; readonly bytes: Uint8Array };

/**
 * Whether the time of an item's `ttl`, in seconds since 1970, has passed. DynamoDB removes such items when it gets
 * round to it, which may be days later.
 */
export const isExpired = (item: StateItem, nowMs: number): boolean => {
  const ttl = readNumber(item['ttl']);
  return ttl !== undefined && ttl * 1000 < nowMs;
};

/** Reads a state item. Every problem is reported at once, in lava's words where it has words; no value is shown. */
export const decodeStateItem = (item: StateItem): E.Either<readonly Problem[], StateContent> => {
  const shape = storedItem.decode(item);
  const content = contentOf(item);
  if (E.isRight(shape) && E.isRight(content)) return content;
  return E.left([
    ...(E.isLeft(shape) ? problemsOf(shape.left, { values: 'hide' }) : []),
    ...(E.isLeft(content) ? content.left : []),
  ]);
};

/** Reads what was encrypted in a secure item: the UTF-8 bytes of JSON text. */
export const decodeDecrypted = (bytes: Uint8Array): E.Either<readonly Problem[], unknown> =>
  E.tryCatch(
    () => parsePythonJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)),
    () => [
      badValue('Bad state item: value must be JSON text once it is decrypted', bytes, 'encrypted JSON text'),
    ],
  );

const stateTypes: Decoder<string> = decoder('json, raw, or secure', (value) =>
  typeof value === 'string' && ['json', 'raw', 'secure'].includes(value)
    ? E.right(value)
    : E.left(`Unknown state type: ${typeof value === 'string' ? value : describeValue(value)}`),
);

const secondsSince1970: Decoder<number> = decoder('a number of seconds since 1970', (value) =>
  E.fromNullable('must be a number of seconds since 1970')(readNumber(value)),
);

const storedItem = mapMessages(
  record({
    required: { state_id: text, type: stateTypes, value: anything, ttl: secondsSince1970 },
    // lava's documentation has the timestamp as optional, although its own code asks for it.
    optional: { timestamp: anything, publisher: anything },
    otherKeys: 'refuse',
  }),
  (message) => (message.startsWith('Unknown state type') ? message : `Bad state item: ${message}`),
);

/** What the value should be depends on the type; without a value, or a known type, that is told elsewhere. */
const contentOf = (item: StateItem): E.Either<readonly Problem[], StateContent> => {
  const { type, value } = item;
  if (value === undefined) return E.left([]);
  if (type === 'raw') return E.right({ kind: 'value', value });
  if (type === 'json')
    return E.map((read: unknown) => ({ kind: 'value' as const, value: read }))(jsonOf(value));
  if (type !== 'secure') return E.left([]);
  return value instanceof Uint8Array
    ? E.right({ kind: 'ciphertext', bytes: value })
    : E.left([badValue(expected('Binary', 'secure', value), value, 'Binary')]);
};

const jsonOf = (value: unknown): E.Either<readonly Problem[], unknown> =>
  typeof value === 'string'
    ? E.tryCatch(
        () => parsePythonJson(value),
        () => [badValue('Bad state item: value must be JSON text', value, 'JSON text')],
      )
    : E.left([badValue(expected('String', 'json', value), value, 'JSON text')]);

const expected = (wanted: string, type: string, value: unknown): string =>
  `Expected DynamoDB ${wanted} type for ${type} state item value - got ${describeType(value)}`;

const badValue = (message: string, value: unknown, allowed: string): Problem => ({
  path: 'value',
  message,
  found: describeType(value),
  allowed,
});

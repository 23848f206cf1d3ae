import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { anyMap, anything, listOf, mapOf, record } from '../../../../src/job/decode/containers.js';
import type { Decoder } from '../../../../src/job/decode/decoder.js';
import { problemsOf } from '../../../../src/job/decode/problems.js';
import { booleanOrText, text, wholeNumber } from '../../../../src/job/decode/scalars.js';

const problems = (decoder: Decoder<unknown>, value: unknown): readonly string[] => {
  const decoded = decoder.decode(value);
  return E.isLeft(decoded)
    ? problemsOf(decoded.left, { values: 'show' }).map(
        ({ path, message, found, allowed }) => `${path} | ${message} | ${found} | ${allowed}`,
      )
    : [];
};

const person = record({
  required: { name: text, note: anything },
  optional: { age: wholeNumber, tags: listOf(text), flags: mapOf(booleanOrText) },
  otherKeys: 'refuse',
});

describe('record', () => {
  it('decodes fields in every form in which DynamoDB gives them', () => {
    const decoded = person.decode({
      name: 'Ada',
      note: null,
      age: 36n,
      tags: new Set(['a', 'b']),
      flags: { x: 'true', y: null },
    });
    expect(decoded).toEqual(
      E.right({ name: 'Ada', note: null, age: 36, tags: ['a', 'b'], flags: { x: true } }),
    );
  });

  it('takes null for an absent field', () => {
    expect(person.decode({ name: 'Ada', note: 1, age: null })).toEqual(E.right({ name: 'Ada', note: 1 }));
  });

  it('reports every problem at once, with path, finding and what is allowed', () => {
    expect(problems(person, { zeta: 1, alpha: null, age: 'old', tags: ['a', 5], flags: { x: 3 } })).toEqual([
      ' | Missing keys: name, note | a map | a map with name, note',
      ' | Unexpected keys: alpha, zeta | "alpha, zeta" | age, flags, name, note, tags',
      'age | age must be a whole number | "old" | a whole number',
      'tags[1] | tags must be text | 5 | text',
      'flags.x | flags must be true or false | 3 | true or false',
    ]);
  });

  it('keeps unknown fields where it is told to', () => {
    const open = record({ required: { a: text }, optional: {}, otherKeys: 'keep' });
    expect(open.decode({ a: 'x', 'X-Note': null })).toEqual(E.right({ a: 'x', 'X-Note': null }));
  });

  it.each([null, [], 'text', 5, new Set(['a']), new Uint8Array(2), new Map()])(
    'refuses %s as a map',
    (value) => {
      expect(problems(person, value)).toHaveLength(1);
    },
  );

  it('takes a field named __proto__ for the plain key that it is', () => {
    const parsed: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    const decoded = mapOf(anyMap).decode(parsed);
    expect(E.isRight(decoded) && Object.keys(decoded.right)).toEqual(['__proto__']);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});

describe('problemsOf', () => {
  it('shows types instead of values where values are hidden', () => {
    const decoded = person.decode({ name: 5, note: 1, age: 'secret' });
    const hidden = E.isLeft(decoded) ? problemsOf(decoded.left, { values: 'hide', under: 'record' }) : [];
    expect(hidden.map(({ path, found }) => [path, found])).toEqual([
      ['record.name', 'a number'],
      ['record.age', 'text'],
    ]);
  });

  it('hides the values of chosen paths', () => {
    const decoded = person.decode({ name: 5, note: 1, age: 'secret' });
    const hidden = E.isLeft(decoded) ? problemsOf(decoded.left, { values: 'show', hidden: /^age/ }) : [];
    expect(JSON.stringify(hidden)).not.toContain('secret');
  });

  it('quotes keys that a plain path could not tell apart', () => {
    expect(problems(mapOf(text), { 'a.b': 1, '': 2, 7: 3 }).map((line) => line.split(' |')[0])).toEqual([
      '[7]',
      '["a.b"]',
      '[""]',
    ]);
  });
});

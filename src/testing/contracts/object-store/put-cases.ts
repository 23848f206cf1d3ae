import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';

import type { ObjectBody } from '../../../ports/object-store.js';
import { calm, type ContractCases, defineCases, right, some } from '../suite.js';
import { bodyOf, facts, hasText, load, type ObjectStoreSubject, plainText, store } from './subject.js';

/** Keys that a store could take for something else. */
const oddKeys = [
  'plain',
  'with/slashes/inside',
  'with blanks and\ttabs',
  'ünïcødé/日本語/🚀',
  'e\u0301 and \u00e9',
  '..',
  '../outside',
  'a/../b',
  './a',
  '.hidden/.meta',
  'a//b',
  'a///b',
  '%41',
  'a%2Fb',
  'a+b&c=d?e#f',
  'back\\slash',
  'colon:star*',
  '~tilde',
  'ends with a dot.',
  'line\nbreak',
  'CON',
  `long ${'x'.repeat(900)}`,
  `${'é'.repeat(300)}/after`,
];

const mebibyte = 1024 * 1024;

/** 12 MiB of bytes that differ, made as they are read. */
const largeBody: ObjectBody = {
  size: 12 * mebibyte,
  open: () =>
    Readable.from(
      (function* pieces() {
        for (let index = 0; index < 12 * 16; index += 1) yield Buffer.alloc(mebibyte / 16, `piece ${index};`);
      })(),
      { objectMode: false },
    ),
};

const hashOf = async (stream: Readable): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
};

export const putCases: ContractCases<ObjectStoreSubject> = defineCases({
  'gives back the bytes, the size and the content type of an object': async (subject) => {
    const stored = await store(subject, 'a/b', 'hello');
    assert.deepEqual(stored, {
      location: { bucket: subject.bucket, key: 'a/b' },
      size: 5,
      contentType: plainText,
    });
    assert.deepEqual(await facts(subject, 'a/b'), stored);
    await hasText(subject, 'a/b', 'hello');
  },
  'keeps an empty object': async (subject) => {
    await store(subject, 'empty', '');
    await hasText(subject, 'empty', '');
    assert.equal((await facts(subject, 'empty')).size, 0);
  },
  'keeps every byte as it is': async (subject) => {
    const bytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
    await store(subject, 'bytes', bytes);
    assert.deepEqual(await load(subject, { bucket: subject.bucket, key: 'bytes' }), Buffer.from(bytes));
  },
  'keeps an object of 12 MiB': async (subject) => {
    const location = { bucket: subject.bucket, key: 'large' };
    await right(
      subject.store.put(location, largeBody, { ...calm(), contentType: 'application/octet-stream' }),
    );
    const { size, stream } = some(await right(subject.store.get(location, calm())));
    assert.equal(size, largeBody.size);
    assert.equal(await hashOf(stream), await hashOf(largeBody.open()));
  },
  'keeps objects under odd keys apart and lists the keys exactly': async (subject) => {
    for (const key of oddKeys) await store(subject, key, `content of ${key}`);
    for (const key of oddKeys) await hasText(subject, key, `content of ${key}`);
    const listed = await right(subject.store.list({ bucket: subject.bucket, key: '' }, calm()));
    assert.deepEqual([...listed].sort(), [...oddKeys].sort());
  },
  'tells keys apart that differ in upper and lower case only': async (subject) => {
    await store(subject, 'Key', 'upper');
    await store(subject, 'key', 'lower');
    await hasText(subject, 'Key', 'upper');
    await hasText(subject, 'key', 'lower');
  },
  'keeps a key beside the keys that begin with it and a slash': async (subject) => {
    await store(subject, 'a', 'first');
    await store(subject, 'a/b/c', 'below');
    await store(subject, 'a/b', 'between');
    await store(subject, 'a', 'second');
    await hasText(subject, 'a', 'second');
    await hasText(subject, 'a/b', 'between');
    await hasText(subject, 'a/b/c', 'below');
    const { bucket } = subject;
    assert.deepEqual(await right(subject.store.list({ bucket, key: 'a' }, calm())), ['a', 'a/b', 'a/b/c']);
    await right(subject.store.remove({ bucket, key: 'a/b/c' }, calm()));
    await right(subject.store.remove({ bucket, key: 'a/b' }, calm()));
    await store(subject, 'a', 'third');
    await hasText(subject, 'a', 'third');
    assert.deepEqual(await right(subject.store.list({ bucket, key: '' }, calm())), ['a']);
  },
  'keeps buckets apart': async (subject) => {
    await store(subject, 'key', 'here');
    await hasText({ ...subject, bucket: subject.otherBucket }, 'key', undefined);
  },
  'replaces an object as a whole, its content type and key id included': async (subject) => {
    const location = { bucket: subject.bucket, key: 'key' };
    const options = { ...calm(), contentType: 'text/html', kmsKeyId: 'alias/some-key' };
    await right(subject.store.put(location, bodyOf('a longer text than the next one'), options));
    assert.equal((await facts(subject, 'key')).kmsKeyId, 'alias/some-key');
    await store(subject, 'key', 'short');
    await hasText(subject, 'key', 'short');
    assert.deepEqual(await facts(subject, 'key'), { location, size: 5, contentType: plainText });
  },
  'opens a body anew for each time that it is stored': async (subject) => {
    const body = bodyOf('again');
    for (const key of ['one', 'two'])
      await right(
        subject.store.put({ bucket: subject.bucket, key }, body, { ...calm(), contentType: plainText }),
      );
    await hasText(subject, 'one', 'again');
    await hasText(subject, 'two', 'again');
  },
  'gives none for an object that is not there': async ({ store: objects, bucket }) => {
    assert.ok(O.isNone(await right(objects.get({ bucket, key: 'nothing' }, calm()))));
  },
  'gives a stream that can be given up before its end': async (subject) => {
    const location = { bucket: subject.bucket, key: 'large' };
    await right(subject.store.put(location, largeBody, { ...calm(), contentType: plainText }));
    const { stream } = some(await right(subject.store.get(location, calm())));
    for await (const chunk of stream) {
      assert.ok((chunk as Uint8Array).length > 0);
      break;
    }
    await right(subject.store.remove(location, calm()));
  },
  'removes an object, and what is not there too': async (subject) => {
    const location = { bucket: subject.bucket, key: 'a/b' };
    await store(subject, 'a/b', 'text');
    await right(subject.store.remove(location, calm()));
    await right(subject.store.remove(location, calm()));
    await hasText(subject, 'a/b', undefined);
    await store(subject, 'a', 'the former directory');
    await hasText(subject, 'a', 'the former directory');
  },
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import type { ObjectBody } from '../../../ports/object-store.js';
import { calm, type ContractCases, defineCases, none, right, some, turns } from '../suite.js';
import {
  bodyOf,
  facts,
  hasText,
  load,
  type ObjectStoreSubject,
  plainText,
  readAll,
  store,
} from './subject.js';

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

/** Reads a piece of a stream and gives the rest up. */
const firstChunk = async (stream: Readable): Promise<number> => {
  try {
    for await (const chunk of stream) return (chunk as Uint8Array).length;
  } catch (cause) {
    assert.fail(`The stream fails: ${String(cause)}`);
  }
  return 0;
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
    const odd = 'Ünï/Key +%41';
    assert.equal((await store(subject, odd, '')).location.key, odd, 'put tells another key');
    assert.equal((await facts(subject, odd)).location.key, odd, 'get tells another key');
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
  'takes what other keys begin with for no object': async (subject) => {
    const { store: objects, bucket } = subject;
    await store(subject, 'a/b/c', 'below');
    for (const key of ['a', 'a/b']) {
      await hasText(subject, key, undefined);
      await right(objects.remove({ bucket, key }, calm()));
    }
    await hasText(subject, 'a/b/c', 'below');
  },
  'does nothing until a task is called, and does it again each time': async (subject) => {
    const { store: objects, bucket } = subject;
    const location = { bucket, key: 'key' };
    const put = objects.put(location, bodyOf('text'), { ...calm(), contentType: plainText });
    const get = objects.get(location, calm());
    const list = objects.list(location, calm());
    const remove = objects.remove(location, calm());
    await turns(5);
    none(await right(objects.get(location, calm())), 'an object whose put was not called');
    for (let time = 0; time < 2; time += 1) {
      await right(put);
      assert.deepEqual(await right(list), ['key']);
      assert.equal((await readAll(some(await right(get), 'an object').stream)).toString(), 'text');
      await right(remove);
      assert.deepEqual(await right(list), []);
    }
  },
  'keeps buckets apart': async (subject) => {
    const other = { ...subject, bucket: subject.otherBucket };
    const listed = ({ bucket }: ObjectStoreSubject): Promise<readonly string[]> =>
      right(subject.store.list({ bucket, key: '' }, calm()));
    await store(subject, 'key', 'here');
    await hasText(other, 'key', undefined);
    assert.deepEqual([await listed(subject), await listed(other)], [['key'], []]);
    await store(other, 'key', 'there');
    await right(subject.store.remove({ bucket: other.bucket, key: 'key' }, calm()));
    assert.deepEqual([await listed(subject), await listed(other)], [['key'], []]);
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
    none(await right(objects.get({ bucket, key: 'nothing' }, calm())), 'an object');
  },
  'gives a stream that can be given up before its end': async (subject) => {
    const location = { bucket: subject.bucket, key: 'large' };
    await right(subject.store.put(location, largeBody, { ...calm(), contentType: plainText }));
    const { stream } = some(await right(subject.store.get(location, calm())));
    const first = await firstChunk(stream);
    assert.ok(first > 0, 'The stream gives no byte of a large object');
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

import assert from 'node:assert/strict';

import { calm, type ContractCases, defineCases, right } from '../suite.js';
import { type ObjectStoreSubject, store } from './subject.js';

const list = ({ store: objects, bucket }: ObjectStoreSubject, prefix: string): Promise<readonly string[]> =>
  right(objects.list({ bucket, key: prefix }, calm()));

/** Puts many objects, some at a time. */
const storeAll = async (subject: ObjectStoreSubject, keys: readonly string[]): Promise<void> => {
  const waiting = [...keys];
  const work = async (): Promise<void> => {
    for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) await store(subject, key, key);
  };
  await Promise.all(Array.from({ length: 16 }, work));
};

export const listCases: ContractCases<ObjectStoreSubject> = defineCases({
  'lists keys in the order of their UTF-8 bytes': async (subject) => {
    // By UTF-16 units, as JavaScript sorts, the rocket would come before U+FF5E.
    const keys = ['B', 'a', 'a b', 'a-b', 'a.b', 'a/b', 'a0', 'ab', 'z', 'é', '日', '\uff5e', '🚀'];
    await storeAll(subject, keys);
    assert.deepEqual(await list(subject, ''), keys);
  },
  'lists what begins with a prefix, whole segment or not': async (subject) => {
    await storeAll(subject, ['run/1', 'run/1/logs', 'run/10', 'run/2', 'running', 'other/run/1']);
    assert.deepEqual(await list(subject, 'run/1'), ['run/1', 'run/1/logs', 'run/10']);
    assert.deepEqual(await list(subject, 'run/1/'), ['run/1/logs']);
    assert.deepEqual(await list(subject, 'run/'), ['run/1', 'run/1/logs', 'run/10', 'run/2']);
    assert.deepEqual(await list(subject, 'run/1/logs/'), []);
    assert.deepEqual(await list(subject, 'nothing'), []);
  },
  'lists unicode and odd prefixes': async (subject) => {
    await storeAll(subject, ['ünï/日本', 'ünï/日出', '../up/x', 'a%2F/b', 'a//c']);
    assert.deepEqual(await list(subject, 'ünï/日'), ['ünï/日出', 'ünï/日本'].sort());
    assert.deepEqual(await list(subject, '../up/'), ['../up/x']);
    assert.deepEqual(await list(subject, 'a%2F/'), ['a%2F/b']);
    assert.deepEqual(await list(subject, 'a/'), ['a//c']);
  },
  'lists more than a thousand keys': async (subject) => {
    const keys = Array.from({ length: 1200 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    await storeAll(subject, [...keys, 'many', 'more']);
    assert.deepEqual(await list(subject, 'many/'), keys);
  },
  'lists nothing of a bucket that does not exist': async (subject) => {
    assert.deepEqual(await list({ ...subject, bucket: subject.missingBucket }, ''), []);
  },
});

import assert from 'node:assert/strict';

import { calm, type ContractCases, defineCases, right, some } from '../suite.js';
import { bodyOf, hasText, load, type ObjectStoreSubject, readAll, store } from './subject.js';

export const overlapCases: ContractCases<ObjectStoreSubject> = defineCases({
  'stores different objects at the same time': async (subject) => {
    const keys = Array.from({ length: 20 }, (_, index) => `at/once/${index}`);
    await Promise.all(keys.map((key) => store(subject, key, key)));
    for (const key of keys) await hasText(subject, key, key);
  },
  'holds one of the objects, whole, that were stored under one key at the same time': async (subject) => {
    const location = { bucket: subject.bucket, key: 'contended' };
    const put = (index: number): Promise<unknown> =>
      right(
        subject.store.put(location, bodyOf(`${index % 10}`.repeat(100_000 + index)), {
          ...calm(),
          contentType: `test/${100_000 + index}`,
        }),
      );
    await Promise.all(Array.from({ length: 10 }, (_, index) => put(index)));
    const { contentType, size, stream } = some(await right(subject.store.get(location, calm())));
    const text = (await readAll(stream)).toString('utf8');
    assert.equal(text, (text[0] ?? '').repeat(size));
    assert.equal(contentType, `test/${size}`);
  },
  'keeps a stream of the former object readable while it is replaced and removed': async (subject) => {
    const location = { bucket: subject.bucket, key: 'key' };
    const former = 'former'.repeat(10_000);
    await store(subject, 'key', former);
    const { stream } = some(await right(subject.store.get(location, calm())));
    await store(subject, 'key', 'new');
    await right(subject.store.remove(location, calm()));
    assert.equal((await readAll(stream)).toString('utf8'), former);
  },
  'shows the former or the new object, whole, to a reader beside a writer': async (subject) => {
    const location = { bucket: subject.bucket, key: 'key' };
    const contents = ['a'.repeat(70_000), 'b'.repeat(90_000)];
    await store(subject, 'key', contents[0] ?? '');
    const read = async (): Promise<void> => {
      const bytes = await load(subject, location);
      assert.ok(contents.includes(bytes?.toString('utf8') ?? ''), 'A reader saw a part of an object');
    };
    const write = async (): Promise<void> => {
      for (let turn = 0; turn < 10; turn += 1) await store(subject, 'key', contents[turn % 2] ?? '');
    };
    const readMany = async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn += 1) await read();
    };
    await Promise.all([write(), readMany(), readMany()]);
  },
});

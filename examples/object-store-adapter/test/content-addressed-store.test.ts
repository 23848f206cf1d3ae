import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';

import * as O from 'fp-ts/lib/Option.js';
import { type ObjectStore, toPromise } from 'lava-docker-job';

import { makeContentAddressedStore, removeUnusedContent } from '../src/index.js';

const { signal } = new AbortController();
let folder = '';
let store: ObjectStore;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'content-store-'));
  store = makeContentAddressedStore({ folder });
});
afterEach(() => rm(folder, { recursive: true }));

const put = (key: string, content: string): Promise<unknown> => {
  const bytes = Buffer.from(content);
  const body = { size: bytes.length, open: () => Readable.from([bytes], { objectMode: false }) };
  return toPromise(store.put({ bucket: 'b', key }, body, { signal, contentType: 'text/plain' }));
};

const get = async (key: string): Promise<string | undefined> => {
  const found = await toPromise(store.get({ bucket: 'b', key }, { signal }));
  return O.isNone(found) ? undefined : text(found.value.stream);
};

const contents = (): Promise<readonly string[]> => readdir(path.join(folder, 'content'));

describe('a content-addressed store', () => {
  it('keeps equal contents once', async () => {
    await put('one', 'the same');
    await put('other', 'the same');
    await put('third', 'another');
    assert.equal((await contents()).length, 2);
    assert.deepEqual([await get('one'), await get('other')], ['the same', 'the same']);
  });

  it('removes contents that no object has, and none that one has', async () => {
    await put('one', 'the same');
    await put('other', 'the same');
    await put('third', 'former');
    await put('third', 'newer');
    await toPromise(store.remove({ bucket: 'b', key: 'one' }, { signal }));
    assert.equal(await removeUnusedContent(folder), 1);
    assert.deepEqual([await get('other'), await get('third')], ['the same', 'newer']);
  });

  it('names the file when somebody has spoilt it', async () => {
    await put('one', 'text');
    const [bucket = ''] = await readdir(path.join(folder, 'names'));
    const [name = ''] = await readdir(path.join(folder, 'names', bucket));
    await writeFile(path.join(folder, 'names', bucket, name), '{}');
    await assert.rejects(get('one'), { _tag: 'InvalidData', code: 'content-store.spoilt' });
  });

  it('says that the folder cannot be used', async () => {
    await writeFile(path.join(folder, 'content'), 'a file in the place of the folder');
    await assert.rejects(put('one', 'text'), { _tag: 'Unavailable', code: 'content-store.failed' });
  });
});

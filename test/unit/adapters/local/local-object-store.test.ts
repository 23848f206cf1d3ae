import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { makeLocalObjectStore } from '../../../../src/adapters/local/index.js';
import type { ObjectBody, StoredObject } from '../../../../src/ports/object-store.js';
import { calm, left, right, useScratchFolders } from './scratch-folder.js';

const folderWith = useScratchFolders();

const bodyOf = (text: string): ObjectBody => ({
  size: Buffer.byteLength(text),
  open: () => Readable.from([Buffer.from(text)]),
});

const put = (folder: string, key: string, text = key): Promise<StoredObject> =>
  right(
    makeLocalObjectStore({ folder }).put({ bucket: 'bucket', key }, bodyOf(text), {
      ...calm(),
      contentType: 'text/plain',
    }),
  );

/** Every file below a folder. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

describe('makeLocalObjectStore', () => {
  it('writes below its own folder only, whatever the key', async () => {
    const parent = folderWith({});
    const folder = path.join(parent, 'inner');
    mkdirSync(folder);
    for (const key of ['../../../escape', '/rooted', '..', 'a/../../../../b', '.meta/x', '.unfinished'])
      await put(folder, key);
    expect(readdirSync(parent)).toEqual(['inner']);
    expect(readdirSync(folder)).toEqual(['objects']);
    expect(readdirSync(path.join(folder, 'objects'))).toEqual(['bucket']);
  });

  it('leaves no unfinished file behind, also after a failure', async () => {
    const folder = folderWith({});
    await put(folder, 'a');
    const failing = { size: 1, open: () => Readable.from([Buffer.from('too long')]) };
    const error = await left(
      makeLocalObjectStore({ folder }).put({ bucket: 'bucket', key: 'b' }, failing, {
        ...calm(),
        contentType: 'text/plain',
      }),
    );
    expect(error).toMatchObject({ _tag: 'InvalidData', details: { announced: 1, read: 8 } });
    expect(filesOf(folder).filter((file) => !file.includes('.meta'))).toEqual(['objects/bucket/a']);
  });

  it('removes directories and metadata with the last object in them', async () => {
    const folder = folderWith({});
    await put(folder, 'a/b/c');
    await right(makeLocalObjectStore({ folder }).remove({ bucket: 'bucket', key: 'a/b/c' }, calm()));
    expect(filesOf(folder)).toEqual([]);
    expect(existsSync(path.join(folder, 'objects/bucket/a'))).toBe(false);
  });

  it('takes a file that was put into the folder by hand for an object', async () => {
    const folder = folderWith({ 'objects/bucket/by/hand.txt': 'text' });
    const store = makeLocalObjectStore({ folder });
    const found = await right(store.get({ bucket: 'bucket', key: 'by/hand.txt' }, calm()));
    if (O.isNone(found)) throw new Error('not found');
    found.value.stream.destroy();
    expect(found.value).toMatchObject({ size: 4, contentType: 'application/octet-stream' });
    expect(await right(store.list({ bucket: 'bucket', key: '' }, calm()))).toEqual(['by/hand.txt']);
  });

  it('reports metadata that somebody has spoilt', async () => {
    const folder = folderWith({});
    await put(folder, 'a');
    const metadata = path.join(folder, 'objects/bucket/.meta');
    for (const name of readdirSync(metadata)) writeFileSync(path.join(metadata, name), '{');
    const error = await left(makeLocalObjectStore({ folder }).get({ bucket: 'bucket', key: 'a' }, calm()));
    expect(error).toMatchObject({ _tag: 'InvalidData', code: 'local.bad-metadata' });
  });

  it.each(['\ud800', 'a/\udc00b'])('refuses the key %j, half a character', async (key) => {
    const store = makeLocalObjectStore({ folder: folderWith({}) });
    const error = await left(store.get({ bucket: 'bucket', key }, calm()));
    expect(error).toMatchObject({ _tag: 'InvalidData', code: 'local.bad-location' });
  });

  it.skipIf(process.geteuid?.() === 0)(
    'tells a folder that may not be written to (root may write everywhere)',
    async () => {
      const folder = folderWith({});
      chmodSync(folder, 0o500);
      const error = await left(
        makeLocalObjectStore({ folder }).put({ bucket: 'bucket', key: 'a' }, bodyOf('a'), {
          ...calm(),
          contentType: 'text/plain',
        }),
      );
      chmodSync(folder, 0o700);
      expect(error._tag).toBe('AccessDenied');
    },
  );
});

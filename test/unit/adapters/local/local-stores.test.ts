import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import {
  makeLocalSecretStore,
  makeLocalStateLookup,
  openLocalFolder,
  readLocalRealm,
} from '../../../../src/adapters/local/index.js';
import { makeCapturingLogger } from '../../../../src/testing/index.js';
import { calm, left, right, useScratchFolders } from './scratch-folder.js';

const folderWith = useScratchFolders();

describe('makeLocalStateLookup', () => {
  it('gives the values of the ids that are there', async () => {
    const folder = folderWith({ 'state.yaml': 'a: { n: 1 }\nb: null\nc: text\n' });
    const found = await right(
      makeLocalStateLookup({ folder }).find(
        { realm: 'test', stateIds: ['a', 'b', 'x', 'constructor'] },
        calm(),
      ),
    );
    expect([...found]).toEqual([
      ['a', { n: 1 }],
      ['b', null],
    ]);
  });

  it('gives nothing when there is no file', async () => {
    const lookup = makeLocalStateLookup({ folder: folderWith({}) });
    expect((await right(lookup.find({ realm: 'test', stateIds: ['a'] }, calm()))).size).toBe(0);
  });
});

describe('makeLocalSecretStore', () => {
  it('gives a secret that prints as nothing', async () => {
    const folder = folderWith({ 'secrets.yaml': '/lava/test/password: pa55\n' });
    const found = await right(makeLocalSecretStore({ folder }).find('/lava/test/password', calm()));
    expect(O.isSome(found) && found.value.reveal()).toBe('pa55');
    expect(JSON.stringify(found)).not.toContain('pa55');
    expect(await right(makeLocalSecretStore({ folder }).find('other', calm()))).toEqual(O.none);
    expect(await right(makeLocalSecretStore({ folder: folderWith({}) }).find('other', calm()))).toEqual(
      O.none,
    );
  });

  it('refuses a secret that is not text and does not show it', async () => {
    const folder = folderWith({ 'secrets.yaml': 'pin: 4711\n' });
    const error = await left(makeLocalSecretStore({ folder }).find('pin', calm()));
    expect(error._tag).toBe('InvalidData');
    expect(error.message).toBe(`File ${folder}/secrets.yaml: secret pin must be text; put quotes around it`);
    expect(JSON.stringify(error)).not.toContain('4711');
  });

  it('warns once when others can read the file', async () => {
    const folder = folderWith({ 'secrets.yaml': 'a: b\n' });
    const logger = makeCapturingLogger();
    const store = makeLocalSecretStore({ folder, logger });
    chmodSync(path.join(folder, 'secrets.yaml'), 0o600);
    await right(store.find('a', calm()));
    expect(logger.entries).toEqual([]);
    chmodSync(path.join(folder, 'secrets.yaml'), 0o640);
    await right(store.find('a', calm()));
    await right(store.find('a', calm()));
    expect(logger.messages('warn')).toEqual([
      'Others than its owner can read the file of secrets: chmod 600 would stop that',
    ]);
  });
});

describe('readLocalRealm', () => {
  it('gives the record as it is written', async () => {
    const folder = folderWith({ 'realm.yaml': 'realm: test\ns3_temp: s3://bucket/tmp\n' });
    expect(await right(readLocalRealm({ folder }, calm()))).toEqual(
      O.some({ realm: 'test', s3_temp: 's3://bucket/tmp' }),
    );
    expect(await right(readLocalRealm({ folder: folderWith({}) }, calm()))).toEqual(O.none);
  });
});

describe('openLocalFolder', () => {
  it('gives everything that the folder holds', async () => {
    const folder = folderWith({
      'realm.json': '{"realm": "test"}',
      'connections.yaml': 'a: {}',
      'state.json': '{"s": 1}',
      'secrets.json': '{"n": "v"}',
    });
    const opened = openLocalFolder(folder);
    expect(await right(opened.readRealm(calm()))).toEqual(O.some({ realm: 'test' }));
    expect(await right(opened.connections.find({ realm: 'test', connectionId: 'a' }, calm()))).toEqual(
      O.some({ conn_id: 'a' }),
    );
    expect([...(await right(opened.state.find({ realm: 'test', stateIds: ['s'] }, calm())))]).toEqual([
      ['s', 1],
    ]);
    const secret = await right(opened.secrets.find('n', calm()));
    expect(O.isSome(secret) && secret.value.reveal()).toBe('v');
  });

  it('stores objects as files of their keys, with their metadata beside', async () => {
    const folder = folderWith({});
    const { objects } = openLocalFolder(folder);
    const body = { size: 5, open: () => Readable.from([Buffer.from('hello')]) };
    await right(
      objects.put({ bucket: 'bucket', key: 'tmp/job/run/logs' }, body, {
        ...calm(),
        contentType: 'text/plain',
      }),
    );
    expect(readFileSync(path.join(folder, 'objects/bucket/tmp/job/run/logs'), 'utf8')).toBe('hello');
  });
});

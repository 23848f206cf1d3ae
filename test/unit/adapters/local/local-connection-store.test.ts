import { writeFileSync } from 'node:fs';
import path from 'node:path';

import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { makeLocalConnectionStore } from '../../../../src/adapters/local/index.js';
import { calm, left, right, useScratchFolders } from './scratch-folder.js';

const folderWith = useScratchFolders();

const find = (
  folder: string,
  connectionId: string,
): ReturnType<ReturnType<typeof makeLocalConnectionStore>['find']> =>
  makeLocalConnectionStore({ folder }).find({ realm: 'test', connectionId }, calm());

const messageOf = async (folder: string, connectionId: string): Promise<string> => {
  const error = await left(find(folder, connectionId));
  return `${error._tag}: ${error.message.replaceAll(`${folder}${path.sep}`, '')}`;
};

describe('makeLocalConnectionStore', () => {
  it.each([
    ['connections.yaml', 'docker/one:\n  type: docker\n  enabled: true\n'],
    ['connections.yml', 'docker/one: { type: docker, enabled: true }'],
    ['connections.json', '{"docker/one": {"type": "docker", "enabled": true}}'],
    ['connections/docker/one.yaml', 'type: docker\nenabled: true\n'],
    ['connections/docker/one.json', '{"conn_id": "docker/one", "type": "docker", "enabled": true}'],
  ])('finds a record in %s and gives it its id', async (name, text) => {
    const folder = folderWith({ [name]: text });
    expect(await right(find(folder, 'docker/one'))).toEqual(
      O.some({ conn_id: 'docker/one', type: 'docker', enabled: true }),
    );
    expect(await right(find(folder, 'other'))).toEqual(O.none);
  });

  it('shows an edit at the next call', async () => {
    const folder = folderWith({ 'connections.yaml': 'a: { type: git }' });
    const store = makeLocalConnectionStore({ folder });
    await right(store.find({ realm: 'test', connectionId: 'a' }, calm()));
    writeFileSync(path.join(folder, 'connections.yaml'), 'a: { type: psql }');
    expect(await right(store.find({ realm: 'test', connectionId: 'a' }, calm()))).toEqual(
      O.some({ conn_id: 'a', type: 'psql' }),
    );
  });

  it('takes a folder without connections, an empty file and a null for no record', async () => {
    expect(await right(find(folderWith({}), 'a'))).toEqual(O.none);
    expect(await right(find(folderWith({ 'connections.yaml': '' }), 'a'))).toEqual(O.none);
    expect(await right(find(folderWith({ 'connections.yaml': 'a: null' }), 'a'))).toEqual(O.none);
    expect(await right(find(folderWith({ 'connections.yaml': 'a: {}' }), 'constructor'))).toEqual(O.none);
  });

  it('keeps numbers exact', async () => {
    const folder = folderWith({ 'connections.json': '{"a": {"big": 12345678901234567890, "small": 5432}}' });
    expect(await right(find(folder, 'a'))).toEqual(
      O.some({ conn_id: 'a', big: 12345678901234567890n, small: 5432 }),
    );
  });

  it('does not let an id lead out of the folder', async () => {
    const folder = folderWith({ 'outside.yaml': 'type: git', 'connections/a.yaml': 'type: git' });
    for (const id of ['../outside', 'x/../a', './a', '/a', '', 'a\0'])
      expect(await right(find(folder, id)), id).toEqual(O.none);
  });

  it.each([
    [
      'a record that stands in both places',
      { 'connections.yaml': 'a: {}', 'connections/a.yaml': 'type: git' },
      'InvalidData: Connection a stands in connections.yaml and connections/a.yaml',
    ],
    [
      'two files of one name',
      { 'connections.yaml': 'a: {}', 'connections.json': '{}' },
      'InvalidData: There are both connections.yaml and connections.json: remove one of them',
    ],
    [
      'a key that stands twice',
      { 'connections.yaml': 'a: {}\nb: {}\na: {}\n' },
      'InvalidData: File connections.yaml, line 3, column 1: a key stands twice in one map',
    ],
    [
      'a file whose conn_id is not its name',
      { 'connections/a.yaml': 'conn_id: b' },
      'InvalidData: File connections/a.yaml: connection a has another conn_id',
    ],
    [
      'a record that is no map',
      { 'connections.yaml': 'a: text' },
      'InvalidData: File connections.yaml: connection a must be a map',
    ],
    [
      'a file that is no map',
      { 'connections.yaml': '- a' },
      'InvalidData: File connections.yaml: must be a map',
    ],
  ])('reports %s', async (_what, files, message) => {
    expect(await messageOf(folderWith(files as Readonly<Record<string, string>>), 'a')).toBe(message);
  });

  it('reports a file that is not UTF-8', async () => {
    const folder = folderWith({});
    writeFileSync(path.join(folder, 'connections.yaml'), Buffer.from([0x61, 0x3a, 0xff]));
    expect(await messageOf(folder, 'a')).toBe('InvalidData: File connections.yaml: must be in UTF-8');
  });

  it('reports a folder that is missing', async () => {
    const folder = path.join(folderWith({}), 'missing');
    expect(await left(find(folder, 'a'))).toMatchObject({
      _tag: 'Unavailable',
      code: 'local.no-folder',
      message: `There is no folder ${folder}`,
    });
  });

  it('reads nothing when the signal is aborted', async () => {
    const store = makeLocalConnectionStore({ folder: folderWith({}) });
    const error = await left(
      store.find({ realm: 'test', connectionId: 'a' }, { signal: AbortSignal.abort() }),
    );
    expect(error._tag).toBe('Aborted');
  });
});

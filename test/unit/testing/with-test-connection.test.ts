import { existsSync } from 'node:fs';

import * as t from 'io-ts';
import { describe, expect, it } from 'vitest';

import {
  connectorScript,
  defineConnector,
  quote,
  readSecret,
  Secret,
  toPromise,
} from '../../../src/index.js';
import { makeInMemorySecretStore, withTestConnection } from '../../../src/testing/index.js';

const connector = defineConnector({
  types: ['shown'],
  record: t.type({ key: t.string }),
  describe: async ({ connectionId, record }, { directory, sources, signal }) => {
    const read = readSecret(sources.secrets, { signal })({ connectionId, field: 'key', name: record.key });
    const key = await toPromise(read);
    return {
      files: [
        { path: 'key', mode: 0o600, content: new Secret(key.reveal()) },
        {
          path: 'show',
          mode: 0o700,
          content: connectorScript(
            { connectionId, directory, executable: 'show', programs: ['client'] },
            `exec client ${quote(`${directory}/key`)} "$@"`,
          ),
        },
      ],
      executable: 'show',
      programs: ['client'],
    };
  },
});

const setup = {
  connector,
  type: 'shown',
  record: { key: '/k' },
  context: { sources: { secrets: makeInMemorySecretStore({ '/k': 'the-key' }) } },
};

describe('withTestConnection', () => {
  it('calls the executable with arguments, input and variables, and tells how it ended', async () => {
    const programs = { client: 'cat "$1"; shift; printf "[%s]" "$@"; cat; echo "$A" >&2; exit 4' };
    let left = '';
    await withTestConnection({ ...setup, programs }, async ({ directory, description, call }) => {
      left = directory;
      expect(directory).toMatch(/['$ ]/);
      expect(description.executable).toBe('show');
      expect(await call(['a b', '$c'], { input: 'in', environment: { A: '1', PATH: '/nowhere' } })).toEqual({
        status: 4,
        stdout: 'the-key[a b][$c]in',
        stderr: '1\n',
      });
      expect(await call()).toMatchObject({ status: 4, stdout: 'the-key[]' });
    });
    expect(existsSync(left)).toBe(false);
  });

  it('shows what the script says of a program that is not there', () =>
    withTestConnection(setup, async ({ call }) => {
      expect(await call()).toEqual({
        status: 127,
        stdout: '',
        stderr: 'Connection test: the image has no client, which this connection needs\n',
      });
    }));

  it('throws what the connector says of a record, and removes the files of a test that fails', async () => {
    const bad = withTestConnection({ ...setup, record: {} }, () => Promise.resolve());
    await expect(bad).rejects.toMatchObject({ _tag: 'ConnectionFailure' });
    let left = '';
    const failing = withTestConnection(setup, ({ directory }) => {
      left = directory;
      return Promise.reject(new Error('no'));
    });
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(left)).toBe(false);
  });
});

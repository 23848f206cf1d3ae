import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { decodeDockerConnection } from '../../../src/connections/docker-connection.js';

const decode = (record: Readonly<Record<string, unknown>>, type = 'docker') =>
  decodeDockerConnection({
    connectionId: 'dk',
    type,
    record: { conn_id: 'dk', type, enabled: true, ...record },
  });
const message = (record: Readonly<Record<string, unknown>>): string => {
  const decoded = decode(record);
  return E.isLeft(decoded) ? decoded.left.message : 'accepted';
};

describe('decodeDockerConnection', () => {
  it('takes a record that names nothing: the default engine, no registry, TLS for TCP', () => {
    expect(decode({ description: 'x', email: 'y', 'X-Z': 1 })).toEqual(
      E.right({ connectionId: 'dk', endpoint: { tls: true }, registry: { _tag: 'none' } }),
    );
  });

  it.each([
    [{ server: 'tcp://h:2376' }, { server: 'tcp://h:2376', tls: true }],
    [
      { server: ' unix:///p ', tls: 'false' },
      { server: 'unix:///p', tls: false },
    ],
    [{ timeout: 5 }, { tls: true, timeoutMs: 5000 }],
    [
      { timeout: '1.5', tls: null },
      { tls: true, timeoutMs: 1500 },
    ],
    [{ timeout: 5n }, { tls: true, timeoutMs: 5000 }],
  ])('reads the engine of %s', (record, endpoint) => {
    expect(decode(record)).toMatchObject({ right: { endpoint } });
  });

  it.each([
    ['ecr', { _tag: 'ecr', accounts: [] }],
    ['ecr:111122223333', { _tag: 'ecr', accounts: ['111122223333'] }],
    ['ecr:1:2', { _tag: 'ecr', accounts: ['1', '2'] }],
    ['GHCR.io', { _tag: 'password', host: 'ghcr.io', username: 'u', passwordName: '/p' }],
    [
      'https://index.docker.io/v1/',
      { _tag: 'password', host: 'index.docker.io', username: 'u', passwordName: '/p' },
    ],
    ['127.0.0.1:5000', { _tag: 'password', host: '127.0.0.1:5000', username: 'u', passwordName: '/p' }],
  ])('reads the registry %s', (registry, expected) => {
    expect(decode({ registry, user: 'u', password: '/p' })).toMatchObject({ right: { registry: expected } });
  });

  it.each([
    [{ registry: 'ghcr.io', user: 'u' }, 'Connection dk: Missing keys: password'],
    [{ registry: 'ghcr.io' }, 'Connection dk: Missing keys: password, user'],
    [{ registry: 'a b' }, 'Connection dk: registry is not a registry host'],
    [{ server: 'h:2375' }, 'Connection dk: server is not the URL of a docker daemon'],
    [{ timeout: 0 }, 'Connection dk: timeout must be a number of seconds above 0'],
    [{ timeout: 'soon' }, 'Connection dk: timeout must be a number of seconds above 0'],
    [{ tls: 'maybe' }, 'Connection dk: tls must be true or false'],
  ])('refuses %j', (record, expected) => {
    expect(message(record).split('\n')[0]).toBe(expected);
  });

  it('refuses another type', () => {
    expect(decode({}, 'ssh')).toMatchObject({
      left: { message: 'Connection dk: Must be of type "docker" not ssh', details: { reason: 'wrong-type' } },
    });
  });

  it('reports every problem and never a value', () => {
    const text = message({ registry: 'hunter2 x', password: ['hunter2'], server: 'hunter2', user: '' });
    expect(text.split('\n')).toHaveLength(5);
    expect(text).not.toContain('hunter2');
  });
});

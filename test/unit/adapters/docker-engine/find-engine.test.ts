import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { readClientConfiguration } from '../../../../src/adapters/docker-engine/client-configuration.js';
import type { EngineAddress } from '../../../../src/adapters/docker-engine/engine-address.js';
import { findEngine } from '../../../../src/adapters/docker-engine/find-engine.js';
import { withDefaults, type DockerEngineOptions } from '../../../../src/adapters/docker-engine/options.js';
import type { EngineEndpoint } from '../../../../src/ports/container-engine.js';

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'find-engine-'));
  await mkdir(join(home, '.docker'));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

const find = async (
  endpoint: Partial<EngineEndpoint>,
  environment: DockerEngineOptions['environment'] = {},
  over: DockerEngineOptions = {},
): Promise<EngineAddress> => {
  const settings = withDefaults({ environment, homeDirectory: home, ...over });
  return findEngine({ tls: true, ...endpoint }, settings, await readClientConfiguration(settings));
};

const certificates = async (folder: string, names: readonly string[]): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const name of names) await writeFile(join(folder, name), name);
};

const context = async (name: string, docker: unknown, names: readonly string[] = []): Promise<void> => {
  const digest = createHash('sha256').update(name).digest('hex');
  const meta = join(home, '.docker', 'contexts', 'meta', digest);
  await mkdir(meta, { recursive: true });
  await writeFile(join(meta, 'meta.json'), JSON.stringify({ Name: name, Endpoints: { docker } }));
  if (names.length > 0) {
    await certificates(join(home, '.docker', 'contexts', 'tls', digest, 'docker'), names);
  }
};

const config = (value: unknown): Promise<void> =>
  writeFile(join(home, '.docker', 'config.json'), JSON.stringify(value));

describe('an explicit server', () => {
  it.each([
    ['unix:///run/x.sock', { kind: 'socket', path: '/run/x.sock', url: 'unix:///run/x.sock' }],
    ['unix://run/x.sock', { kind: 'socket', path: '/run/x.sock' }],
    ['unix://', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '//./pipe/docker_engine' }],
    ['tcp://h:2376', { kind: 'tcp', host: 'h', port: 2376, tls: { verify: true } }],
    ['tcp://[::1]:80', { kind: 'tcp', host: '::1', port: 80 }],
    ['tcp://:2375', { kind: 'tcp', host: '127.0.0.1', port: 2375 }],
    ['https://h:443', { kind: 'tcp', host: 'h', port: 443, tls: { verify: true } }],
    ['10.0.0.1:2375', { kind: 'tcp', host: '10.0.0.1', port: 2375 }],
    ['ssh://ann@h:2222', { kind: 'ssh', host: 'h', port: 2222, user: 'ann' }],
    ['ssh://h', { kind: 'ssh', host: 'h' }],
  ])('%s is understood', async (server, expected) => {
    expect(await find({ server })).toMatchObject(expected);
  });

  it('speaks TLS over tcp as its connection says, and never over http', async () => {
    expect(await find({ server: 'tcp://h:1', tls: false })).not.toHaveProperty('tls');
    expect(await find({ server: 'http://h:1', tls: true })).not.toHaveProperty('tls');
    expect(await find({ server: 'https://h:1', tls: false })).toHaveProperty('tls.verify', true);
  });

  it.each([
    'tcp://h',
    'tcp://',
    'ftp://h:1',
    'fd://3',
    'tcp://h:1?x=y',
    'tcp://h:1#x',
    'tcp://ann@h:1',
    'tcp://h:99999',
    'ssh://h/path',
    'ssh://-oProxyCommand=x',
    'ssh://-l@h',
  ])('%s is refused, for good', async (server) => {
    await expect(find({ server })).rejects.toMatchObject({
      _tag: 'Unavailable',
      code: 'engine.bad-endpoint',
      retryable: false,
    });
  });

  it('with a password in it is refused without showing that', async () => {
    const error: unknown = await find({ server: 'ssh://ann:hunter2@h' }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'engine.bad-endpoint' });
    expect(String(error)).not.toContain('hunter2');
  });

  it('is not overridden by the environment, nor by a context', async () => {
    await config({ currentContext: 'other' });
    const environment = { DOCKER_HOST: 'tcp://other:1', DOCKER_CONTEXT: 'other', DOCKER_TLS_VERIFY: '1' };
    expect(await find({ server: 'unix:///x' }, environment)).toEqual({
      kind: 'socket',
      url: 'unix:///x',
      path: '/x',
    });
  });

  it('uses the certificates of DOCKER_CERT_PATH, and still verifies', async () => {
    const folder = join(home, 'certs');
    await certificates(folder, ['ca.pem', 'cert.pem', 'key.pem']);
    expect(await find({ server: 'tcp://h:1' }, { DOCKER_CERT_PATH: folder })).toMatchObject({
      tls: {
        verify: true,
        ca: Buffer.from('ca.pem'),
        cert: Buffer.from('cert.pem'),
        key: Buffer.from('key.pem'),
      },
    });
  });

  it('uses the certificates of the options rather than those', async () => {
    const tls = { ca: 'my-ca' };
    expect(await find({ server: 'tcp://h:1' }, { DOCKER_CERT_PATH: '/nowhere' }, { tls })).toMatchObject({
      tls: { verify: true, ca: Buffer.from('my-ca') },
    });
  });

  it('with a certificate but no key is refused', async () => {
    const folder = join(home, 'certs');
    await certificates(folder, ['cert.pem']);
    await expect(find({ server: 'tcp://h:1' }, { DOCKER_CERT_PATH: folder })).rejects.toThrow(/key\.pem/);
    await expect(find({ server: 'tcp://h:1' }, {}, { tls: { cert: 'x' } })).rejects.toThrow(/key/);
  });
});

describe('without a server', () => {
  it('DOCKER_HOST beats DOCKER_CONTEXT, which beats the current context', async () => {
    await context('one', { Host: 'tcp://one:1' });
    await context('two', { Host: 'tcp://two:1' });
    await config({ currentContext: 'two' });
    const hosts = await Promise.all([
      find({}, { DOCKER_HOST: 'tcp://zero:1', DOCKER_CONTEXT: 'one' }),
      find({}, { DOCKER_HOST: '', DOCKER_CONTEXT: 'one' }),
      find({}, {}),
    ]);
    expect(hosts).toMatchObject([{ host: 'zero' }, { host: 'one' }, { host: 'two' }]);
  });

  it.each([
    [{}, undefined],
    [{ DOCKER_TLS_VERIFY: '' }, undefined],
    [{ DOCKER_TLS_VERIFY: '1' }, { verify: true }],
    [{ DOCKER_TLS_VERIFY: '0' }, { verify: true }],
    [{ DOCKER_CERT_PATH: '/nowhere' }, { verify: false }],
    [{ DOCKER_CERT_PATH: '/nowhere', DOCKER_TLS_VERIFY: 'yes' }, { verify: true }],
  ])('DOCKER_HOST with %j uses TLS as docker-py does: %j', async (environment, tls) => {
    const found = await find({}, { DOCKER_HOST: 'tcp://h:1', ...environment });
    expect('tls' in found ? found.tls : undefined).toEqual(tls);
  });

  it('the certificates for DOCKER_HOST are in .docker unless DOCKER_CERT_PATH says otherwise', async () => {
    await certificates(join(home, '.docker'), ['ca.pem']);
    expect(await find({}, { DOCKER_HOST: 'tcp://h:1', DOCKER_TLS_VERIFY: '1' })).toMatchObject({
      tls: { verify: true, ca: Buffer.from('ca.pem') },
    });
  });

  it('a context brings its certificates', async () => {
    await context('tls', { Host: 'tcp://h:1', SkipTLSVerify: true }, ['ca.pem', 'cert.pem', 'key.pem']);
    expect(await find({}, { DOCKER_CONTEXT: 'tls' })).toMatchObject({
      tls: { verify: false, cert: Buffer.from('cert.pem') },
    });
  });

  it('a context that does not exist, or names no engine, is an error', async () => {
    await context('empty', {});
    await expect(find({}, { DOCKER_CONTEXT: 'no' })).rejects.toThrow(/Docker context "no" does not exist/);
    await expect(find({}, { DOCKER_CONTEXT: 'empty' })).rejects.toThrow(/names no container engine/);
  });

  it('the context named default is no context', async () => {
    await config({ currentContext: 'default' });
    expect(await find({})).toMatchObject({ kind: 'socket' });
    expect(await find({}, { DOCKER_CONTEXT: 'default' })).toMatchObject({ kind: 'socket' });
  });

  it('and without settings it is one of the usual sockets', async () => {
    const found = await find({});
    expect(found.url).toMatch(/^unix:\/\/.*docker\.sock$/);
  });
});

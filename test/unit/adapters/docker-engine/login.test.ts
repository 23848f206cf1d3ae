import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { readClientConfiguration } from '../../../../src/adapters/docker-engine/client-configuration.js';
import { withDefaults } from '../../../../src/adapters/docker-engine/options.js';
import { proxyEnvironment } from '../../../../src/adapters/docker-engine/proxy-environment.js';
import { registryAuthFor } from '../../../../src/adapters/docker-engine/registry-auth.js';
import { registryHost, registryOf } from '../../../../src/adapters/docker-engine/registry-host.js';
import { never } from './connected.js';
import { withDockerConfig } from './docker-config.js';

const auth = (text: string): string => Buffer.from(text).toString('base64');

/** The login that a client configuration gives for a repository, and what the log was told. */
const loginFor = async (
  config: unknown,
  repository: string,
  helpers: Readonly<Record<string, string>> = {},
): Promise<{ readonly login: unknown; readonly warnings: readonly unknown[] }> => {
  const warnings: unknown[] = [];
  let login: unknown;
  await withDockerConfig(config, async (environment, folder) => {
    for (const [name, script] of Object.entries(helpers)) {
      const path = join(folder, `docker-credential-${name}`);
      await writeFile(path, `#!/bin/sh\n${script}\n`);
      await chmod(path, 0o755);
    }
    const ignore = (): void => undefined;
    const settings = withDefaults({
      environment: { ...environment, PATH: `${folder}:/usr/bin:/bin` },
      logger: {
        debug: ignore,
        info: ignore,
        error: ignore,
        warn: (message, fields) => {
          warnings.push({ message, ...fields });
        },
      },
    });
    const configuration = await readClientConfiguration(settings);
    const pull = { image: { repository, tag: '1' }, login: O.none };
    const header = await registryAuthFor(pull, { configuration, settings }, never());
    login = header === undefined ? undefined : JSON.parse(Buffer.from(header, 'base64url').toString());
  });
  return { login, warnings };
};

const ann = { username: 'ann', password: 'secret' };

describe('the registry of an image', () => {
  it.each([
    ['busybox', 'docker.io'],
    ['team/tool', 'docker.io'],
    ['docker.io/library/busybox', 'docker.io'],
    ['index.docker.io/library/busybox', 'docker.io'],
    ['reg.io/tool', 'reg.io'],
    ['reg.io:5000/a/b', 'reg.io:5000'],
    ['localhost/tool', 'localhost'],
    ['127.0.0.1:5000/tool', '127.0.0.1:5000'],
  ])('of %s is %s', (repository, registry) => {
    expect(registryOf(repository)).toBe(registry);
  });

  it.each([
    ['https://index.docker.io/v1/', 'docker.io'],
    ['https://reg.io/v2/', 'reg.io'],
    ['http://Reg.io:5000', 'reg.io:5000'],
    ['reg.io/team', 'reg.io'],
  ])('is found in %s', (name, registry) => {
    expect(registryHost(name)).toBe(registry);
  });
});

describe('a stored login', () => {
  it.each([
    ['its host', { 'reg.io': { auth: auth('ann:secret') } }],
    ['its URL', { 'https://reg.io/v1/': { auth: auth('ann:secret') } }],
    [
      'an exact name before others',
      { 'https://reg.io': { auth: auth('x:y') }, 'reg.io': { auth: auth('ann:secret') } },
    ],
  ])('is found by %s', async (_, auths) => {
    expect((await loginFor({ auths }, 'reg.io/tool')).login).toEqual({ ...ann, serveraddress: 'reg.io' });
  });

  it('for Docker Hub has its old name', async () => {
    const auths = { 'https://index.docker.io/v1/': { auth: auth('ann:secret') } };
    expect((await loginFor({ auths }, 'busybox')).login).toEqual({
      ...ann,
      serveraddress: 'https://index.docker.io/v1/',
    });
  });

  it('that is an identity token is sent as such', async () => {
    const auths = { 'reg.io': { auth: auth('ann:secret'), identitytoken: 'token' } };
    expect((await loginFor({ auths }, 'reg.io/tool')).login).toEqual({
      identitytoken: 'token',
      serveraddress: 'reg.io',
    });
  });

  it.each([
    ['another host', { 'other.io': { auth: auth('ann:secret') } }],
    ['another port', { 'reg.io:5000': { auth: auth('ann:secret') } }],
    ['no credentials', { 'reg.io': {} }],
    ['no colon in it', { 'reg.io': { auth: auth('nonsense') } }],
    ['no text at all', { 'reg.io': { auth: 5 } }],
    ['no object', { 'reg.io': null }],
  ])('with %s does not serve', async (_, auths) => {
    expect((await loginFor({ auths }, 'reg.io/tool')).login).toBeUndefined();
  });
});

describe('a credential helper', () => {
  const answer = (username: string, secret: string): string =>
    `read server; printf '{"ServerURL":"%s","Username":"${username}","Secret":"${secret}"}' "$server"`;

  it('of the registry is asked before the common one, and before the stored logins', async () => {
    const config = {
      credHelpers: { 'reg.io': 'own' },
      credsStore: 'common',
      auths: { 'reg.io': { auth: auth('x:y') } },
    };
    const helpers = { own: answer('ann', 'secret'), common: 'exit 1' };
    expect(await loginFor(config, 'reg.io/tool', helpers)).toEqual({
      login: { ...ann, serveraddress: 'reg.io' },
      warnings: [],
    });
  });

  it('for Docker Hub is asked by its old name', async () => {
    const script = `read server; printf '{"Username":"%s","Secret":"s"}' "$server"`;
    expect((await loginFor({ credsStore: 'common' }, 'busybox', { common: script })).login).toMatchObject({
      username: 'https://index.docker.io/v1/',
    });
  });

  it('may give an identity token', async () => {
    const found = await loginFor({ credsStore: 'common' }, 'reg.io/a', {
      common: answer('<token>', 'secret'),
    });
    expect(found.login).toEqual({ identitytoken: 'secret', serveraddress: 'reg.io' });
  });

  it.each([
    ['has no login', `echo 'credentials not found in native keychain'; exit 1`],
    ['has an empty one', answer('', '')],
  ])('that %s leaves the stored logins', async (_, script) => {
    const config = { credsStore: 'common', auths: { 'reg.io': { auth: auth('ann:secret') } } };
    expect(await loginFor(config, 'reg.io/tool', { common: script })).toEqual({
      login: { ...ann, serveraddress: 'reg.io' },
      warnings: [],
    });
  });

  it.each([
    ['is not there', {}, 'cannot be run'],
    ['fails', { common: 'echo hunter2; exit 3' }, 'status 3'],
    ['answers nonsense', { common: 'echo hunter2' }, 'not what helpers answer'],
    ['answers another form', { common: `echo '{"Secret":"hunter2"}'` }, 'not what helpers answer'],
  ] as const)('that %s stops no pull, and the log says so without a secret', async (_, helpers, problem) => {
    const { login, warnings } = await loginFor({ credsStore: 'common' }, 'reg.io/tool', helpers);
    expect(login).toBeUndefined();
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).toContain(problem);
    expect(JSON.stringify(warnings)).not.toContain('hunter2');
  });

  it('whose name is a path is not run', async () => {
    const { warnings } = await loginFor({ credsStore: '../../bin/evil' }, 'reg.io/tool');
    expect(JSON.stringify(warnings)).toContain('not the name of a program');
  });
});

describe('the client configuration', () => {
  it.each(['{broken', '[]', '"text"', ''])(
    'that is %j counts as empty, and the log says so',
    async (text) => {
      const { login, warnings } = await loginFor(text, 'reg.io/tool');
      expect(login).toBeUndefined();
      expect(warnings).toHaveLength(1);
    },
  );

  it('that is missing is no problem', async () => {
    const home = await mkdtemp(join(tmpdir(), 'no-config-'));
    const settings = withDefaults({ homeDirectory: home });
    expect(await readClientConfiguration(settings)).toEqual({
      proxies: {},
      httpHeaders: {},
      auths: {},
      credHelpers: {},
    });
    await rm(home, { recursive: true });
  });

  it('gives the proxies of the engine, else the default ones, in both cases', async () => {
    const proxies = {
      default: {
        httpProxy: 'http://p:1',
        httpsProxy: 'http://p:2',
        ftpProxy: 'f',
        noProxy: '*.x',
        allProxy: 'no',
      },
      'unix:///x.sock': { noProxy: 'a' },
      bad: null,
    };
    await withDockerConfig({ proxies }, async (environment) => {
      const configuration = await readClientConfiguration(withDefaults({ environment }));
      expect(Object.entries(proxyEnvironment(configuration, 'tcp://h:1'))).toEqual([
        ['http_proxy', 'http://p:1'],
        ['HTTP_PROXY', 'http://p:1'],
        ['https_proxy', 'http://p:2'],
        ['HTTPS_PROXY', 'http://p:2'],
        ['ftp_proxy', 'f'],
        ['FTP_PROXY', 'f'],
        ['no_proxy', '*.x'],
        ['NO_PROXY', '*.x'],
      ]);
      expect(proxyEnvironment(configuration, 'unix:///x.sock')).toEqual({ no_proxy: 'a', NO_PROXY: 'a' });
    });
  });

  it.each([[null], [{ default: null }], ['text'], [{ default: { httpProxy: 5 } }]])(
    'with the proxies %j gives none',
    async (proxies) => {
      await withDockerConfig({ proxies }, async (environment) => {
        const configuration = await readClientConfiguration(withDefaults({ environment }));
        expect(proxyEnvironment(configuration, 'tcp://h:1')).toEqual({});
      });
    },
  );
});

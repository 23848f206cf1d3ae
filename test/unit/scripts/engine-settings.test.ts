import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { engineCandidates, type EngineCandidate } from '../../../scripts/lib/engine-settings.mjs';
import { temporaryFolder } from './temporary-folder.js';

const contextFile = (name: string): string =>
  `contexts/meta/${createHash('sha256').update(name).digest('hex')}/meta.json`;

const contextAt = (host: string): string => JSON.stringify({ Endpoints: { docker: { Host: host } } });

/** Those that the environment and the configuration name, without what this very machine has at the usual places. */
const named = (env: NodeJS.ProcessEnv, home = temporaryFolder()): EngineCandidate[] =>
  engineCandidates(env, home).filter(({ from }) => from !== 'the default socket');

describe('the engines to try', () => {
  it('begin with the one that DOCKER_HOST names', () => {
    expect(named({ DOCKER_HOST: 'unix:///run/my.sock' })).toEqual([
      { from: 'DOCKER_HOST', server: 'unix:///run/my.sock' },
    ]);
  });

  it('leave out the context when there is a DOCKER_HOST', () => {
    const home = temporaryFolder({
      '.docker/config.json': '{"currentContext":"mine"}',
      [`.docker/${contextFile('mine')}`]: contextAt('unix:///run/context.sock'),
    });
    const env = { DOCKER_HOST: 'unix:///run/my.sock', DOCKER_CONTEXT: 'mine' };
    expect(named(env, home).map(({ from }) => from)).toEqual(['DOCKER_HOST']);
  });

  it('include the current context of the configuration', () => {
    const home = temporaryFolder({
      '.docker/config.json': '{"currentContext":"mine"}',
      [`.docker/${contextFile('mine')}`]: contextAt('unix:///run/context.sock'),
    });
    expect(named({}, home)).toEqual([
      { from: 'the docker context mine', server: 'unix:///run/context.sock' },
    ]);
  });

  it('prefer DOCKER_CONTEXT to the current context', () => {
    const home = temporaryFolder({
      '.docker/config.json': '{"currentContext":"other"}',
      [`.docker/${contextFile('mine')}`]: contextAt('unix:///run/context.sock'),
    });
    expect(named({ DOCKER_CONTEXT: 'mine' }, home).map(({ from }) => from)).toEqual([
      'the docker context mine',
    ]);
  });

  it('read the configuration of DOCKER_CONFIG', () => {
    const folder = temporaryFolder({
      'config.json': '{"currentContext":"mine"}',
      [contextFile('mine')]: contextAt('unix:///run/context.sock'),
    });
    expect(named({ DOCKER_CONFIG: folder }).map(({ server }) => server)).toEqual([
      'unix:///run/context.sock',
    ]);
  });

  it.each(['{}', '{"currentContext":"default"}', 'no JSON'])(
    'know no context when config.json is %s',
    (json) => {
      expect(named({}, temporaryFolder({ '.docker/config.json': json }))).toEqual([]);
    },
  );

  it('say when a context is not known', () => {
    expect(named({ DOCKER_CONTEXT: 'gone' })).toEqual([
      { from: 'the docker context gone', problem: 'it is not known' },
    ]);
  });

  it.each([
    'ssh://me@host',
    'tcp://192.0.2.1:2375',
    'npipe:////./pipe/docker_engine',
    'host:2375',
    'unix://relative',
  ])('do not include %s, which is not a socket of this machine', (server) => {
    expect(named({ DOCKER_HOST: server })).toEqual([
      { from: 'DOCKER_HOST', server, problem: 'it is not a local socket' },
    ]);
  });

  it.each(['tcp://127.0.0.1:2375', 'tcp://localhost', 'http://127.0.0.1:2375/'])(
    'include %s, which is on this machine',
    (server) => {
      expect(named({ DOCKER_HOST: server })).toEqual([{ from: 'DOCKER_HOST', server }]);
    },
  );

  it("end with the socket of the user's own engine", () => {
    const home = temporaryFolder({ '.docker/run/docker.sock': '' });
    expect(engineCandidates({}, home).at(-1)).toEqual({
      from: 'the default socket',
      server: `unix://${join(home, '.docker/run/docker.sock')}`,
    });
  });
});

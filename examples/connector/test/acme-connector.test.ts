import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

import {
  type ConnectorDescription,
  DockerJobType,
  type DockerJobTypeDeps,
  lavaConnectors,
  Secret,
  toPromise,
} from 'lava-docker-job';
import {
  type FakeProgram,
  makeFakeContainerRuntime,
  makeFakeTemplateRenderer,
  makeInMemoryConnectionStore,
  makeInMemoryObjectStore,
  makeInMemorySecretStore,
  makeInMemoryStateLookup,
  makeTestConnectorContext,
  makeTestContext,
  makeTestJob,
} from 'lava-docker-job/testing';

import { acmeConnector } from '../src/index.js';

const secrets = makeInMemorySecretStore({ '/team/token': 'the-token' });
const record = { url: 'https://acme.test/$data', token: '/team/token', team: "it's us" };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'acme connector '));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes what the connector describes, as a run does. */
const write = async ({ files }: ConnectorDescription): Promise<void> => {
  for (const { path: name, mode, content } of files)
    await writeFile(path.join(folder, name), content instanceof Secret ? content.reveal() : content, {
      mode,
    });
};

// #region stand-in
/** Runs the executable; the client is a stand-in that shows its arguments and what is in the token's file. */
const run = async (
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly stdout: string }> => {
  await mkdir(path.join(folder, 'bin'));
  const client = '#!/bin/sh\nprintf "[%s]" "$@"; cat "$6"; exit 3\n';
  await writeFile(path.join(folder, 'bin', 'acme'), client, { mode: 0o700 });
  const env = { PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin` };
  return new Promise((resolve) => {
    const child = execFile(path.join(folder, 'acme'), args, { env }, (_error, stdout) => {
      resolve({ status: child.exitCode ?? -1, stdout });
    });
  });
};
// #endregion stand-in

/** A program of the fake engine: shows what a job sees of its connection. */
const showVariables: FakeProgram = async ({ environment, write: print }) => {
  const { LAVA_CONNID_WAREHOUSE: id = '', LAVA_CONN_WAREHOUSE: executable = '' } = environment;
  await print('stdout', `${id} ${executable}`);
  return { exitStatus: 0 };
};

// #region wire
/** The docker jobs of a worker, with lava's connection types and `acme`. */
const makeDockerJobs = (deps: DockerJobTypeDeps): DockerJobType =>
  new DockerJobType({ ...deps, connectors: lavaConnectors([acmeConnector]) }, { pullPolicy: 'if-missing' });
// #endregion wire

describe('a connection of type acme', () => {
  it('runs the client with exact arguments, and keeps the token off its command line', async () => {
    const connection = { connectionId: 'c1', type: 'acme', record };
    const context = makeTestConnectorContext({ directory: folder, sources: { secrets } });
    await write(await toPromise(acmeConnector.describe(connection, context)));
    const { status, stdout } = await run('get', 'a b');
    const words = [
      '--server',
      record.url,
      '--team',
      record.team,
      '--token-file',
      `${folder}/token`,
      'get',
      'a b',
    ];
    assert.equal(stdout, `${words.map((word) => `[${word}]`).join('')}the-token\n`);
    assert.equal(status, 3);
  });

  it('is what a job finds in its variables', async () => {
    const context = makeTestContext();
    const objects = makeInMemoryObjectStore();
    const image = { name: 'registry.test/tool:1', programs: { show: showVariables } };
    const docker = makeDockerJobs({
      connections: makeInMemoryConnectionStore({
        dk: { type: 'docker', enabled: true },
        c1: { type: 'acme', enabled: true, ...record },
      }),
      secrets,
      state: makeInMemoryStateLookup(),
      objects,
      containers: makeFakeContainerRuntime({ localImages: [image] }),
      renderer: makeFakeTemplateRenderer(),
    });
    const parameters = { docker: 'dk', command: 'show', connections: { warehouse: 'c1' } };
    await toPromise(docker.run(makeTestJob({ payload: image.name, parameters }), context));
    assert.match(objects.text(`${context.s3Temp}/logs`) ?? '', /^c1 .*\/conn\.[^/]+\/acme$/);
    await context.dispose();
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { DockerJobType, type DockerJobTypeDeps, lavaConnectors, toPromise } from 'lava-docker-job';
import {
  type FakeProgram,
  makeFakeContainerRuntime,
  makeFakeTemplateRenderer,
  makeInMemoryConnectionStore,
  makeInMemoryObjectStore,
  makeInMemorySecretStore,
  makeInMemoryStateLookup,
  makeTestContext,
  makeTestJob,
  withTestConnection,
} from 'lava-docker-job/testing';

import { acmeConnector } from '../src/index.js';

const secrets = makeInMemorySecretStore({ '/team/token': 'the-token' });
const record = { url: 'https://acme.test/$data', token: '/team/token', team: "it's us" };

// #region call
/** The client is a stand-in that shows its arguments and what is in the token's file. */
const clientIsCalled = (): Promise<void> =>
  withTestConnection(
    {
      connector: acmeConnector,
      type: 'acme',
      record,
      context: { sources: { secrets } },
      programs: { acme: 'printf "[%s]" "$@"; cat "$6"; exit 3' },
    },
    async ({ directory, call }) => {
      const { status, stdout } = await call(['get', 'a b']);
      const token = `${directory}/token`;
      const words = ['--server', record.url, '--team', record.team, '--token-file', token, 'get', 'a b'];
      assert.equal(stdout, `${words.map((word) => `[${word}]`).join('')}the-token\n`);
      assert.equal(status, 3);
    },
  );
// #endregion call

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
  it('runs the client with exact arguments, and keeps the token off its command line', clientIsCalled);

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

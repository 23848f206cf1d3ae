/** How a team tests a job spec, or a program around the docker job type, without an engine and without waiting. */
// #region wire
import assert from 'node:assert/strict';

import { DockerJobType, type JobError, runAsPromise } from 'lava-docker-job';
import {
  makeFakeContainerRuntime,
  makeFakeProgram,
  makeFakeTemplateRenderer,
  makeInMemoryConnectionStore,
  makeInMemoryObjectStore,
  makeInMemorySecretStore,
  makeInMemoryStateLookup,
  makeTestContext,
  makeTestJob,
} from 'lava-docker-job/testing';

/** An engine whose registry holds one image with two programs. */
const makeHarness = () => {
  const context = makeTestContext();
  const containers = makeFakeContainerRuntime({
    clock: context.clock,
    stopGrace: 'none',
    registries: [
      {
        host: 'registry.test:5000',
        login: { username: 'puller', password: 'sesame' },
        images: [
          {
            name: 'registry.test:5000/team/report:2',
            programs: {
              report: makeFakeProgram({ output: ['42 rows\n'] }),
              hang: makeFakeProgram({ output: ['begun\n'], runs: 'forever' }),
            },
          },
        ],
      },
    ],
  });
  const objects = makeInMemoryObjectStore();
  const docker = new DockerJobType({
    connections: makeInMemoryConnectionStore({
      registry: {
        type: 'docker',
        enabled: true,
        registry: 'registry.test:5000',
        user: 'puller',
        password: '/test/registry-password',
      },
    }),
    secrets: makeInMemorySecretStore({ '/test/registry-password': 'sesame' }),
    state: makeInMemoryStateLookup(),
    renderer: makeFakeTemplateRenderer(),
    objects,
    containers,
  });
  return { context, containers, objects, docker };
};
// #endregion wire

// #region succeeds
/** A job that succeeds stores its log and leaves no container behind. */
export const reportIsStored = async (): Promise<void> => {
  const { context, containers, objects, docker } = makeHarness();
  const job = makeTestJob({
    payload: 'team/report:2',
    parameters: { docker: 'registry', command: 'report --all' },
  });

  const result = await runAsPromise(docker, job, context);

  assert.equal(result.exit_status, 0);
  assert.equal(objects.text(`${context.s3Temp}/logs`), '42 rows\n');
  assert.deepEqual(containers.containers(), []);
  await context.dispose();
};
// #endregion succeeds

// #region times-out
/** A job that hangs is stopped at its timeout. Nobody waits ten minutes: the clock is moved. */
export const hangIsStopped = async (): Promise<void> => {
  const { context, objects, docker } = makeHarness();
  const job = makeTestJob({
    payload: 'team/report:2',
    parameters: { docker: 'registry', command: 'hang', timeout: '10m' },
  });

  const failed = assert.rejects(runAsPromise(docker, job, context), (error: JobError) => {
    assert.equal(error._tag, 'ExitStatusError');
    assert.equal(error.data.exit_status, 28);
    assert.equal(error.data.outcome, 'timed-out');
    return true;
  });
  await context.clock.whenPending();
  await context.clock.advance(600_000);
  await failed;

  assert.equal(objects.text(`${context.s3Temp}/logs`), 'begun\n');
  await context.dispose();
};
// #endregion times-out

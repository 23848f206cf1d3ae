// Runs one job with the fakes of the test kit. Which form of the package it runs on is up to its caller.

const assert = require('node:assert/strict');

/**
 * @param {typeof import('lava-docker-job')} lava
 * @param {typeof import('lava-docker-job/testing')} testing
 */
exports.runJob = async ({ DockerJobType, runAsPromise }, testing) => {
  const program = testing.makeFakeProgram({ output: ['hello\n'] });
  const objects = testing.makeInMemoryObjectStore();
  const docker = new DockerJobType({
    connections: testing.makeInMemoryConnectionStore({ engine: { type: 'docker', enabled: true } }),
    state: testing.makeInMemoryStateLookup(),
    secrets: testing.makeInMemorySecretStore(),
    renderer: testing.makeFakeTemplateRenderer(),
    containers: testing.makeFakeContainerRuntime({
      registries: [{ host: 'docker.io', images: [{ name: 'tool:1', programs: { hello: program } }] }],
    }),
    objects,
  });
  const context = testing.makeTestContext();
  const job = testing.makeTestJob({ parameters: { docker: 'engine', command: 'hello' } });
  const { exit_status: exitStatus, output } = await runAsPromise(docker, job, context);
  await context.dispose();
  assert.equal(exitStatus, 0);
  assert.equal(objects.text(String(output)), 'hello\n');
};

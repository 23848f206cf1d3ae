import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeDockerEngineRuntime } from '../../src/adapters/docker-engine/index.js';
import { describeContainerRuntimeContract, shellScenario } from '../../src/testing/index.js';
import { engineUnderTest } from '../engine/docker-engine/engine-under-test.js';
import { vitestRunner } from './vitest-runner.js';

const { server, ...surroundings } = engineUnderTest();

describeContainerRuntimeContract(vitestRunner, {
  makeSubject: async () => ({
    runtime: makeDockerEngineRuntime(),
    endpoint: { server, tls: false },
    deadEndpoint: { server: 'unix:///nobody/listens/here.sock', tls: false },
    ...surroundings,
    scenario: shellScenario,
    missingProgram: '/no/such/program',
    // The engine puts it into every container.
    notExecutable: '/etc/hostname',
    directory: await mkdtemp(path.join(tmpdir(), 'lava-docker-job-mount-')),
  }),
  dispose: async ({ directory }) => {
    await rm(directory, { recursive: true, force: true });
  },
});

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { taggedError } from '../../src/job/tagged-error.js';
import {
  type ContainerRuntimeSubject,
  type FakeClock,
  type FakeContainerRuntimeOptions,
  type FakeFaults,
  fakeScenarios,
  makeFakeClock,
  makeFakeContainerRuntime,
  type SuiteSetup,
} from '../../src/testing/index.js';

const registry = 'registry.test:5000';
const login = { username: 'user', password: 'right-password' };
const deadEndpoint = { server: 'unix:///nobody.sock', tls: true };

/** The suite has no hold on the clock, so the grace of a stop passes in a moment. */
const makeHastyClock = (): FakeClock => ({
  ...makeFakeClock(),
  schedule: (_milliseconds, callback) => {
    const moment = setImmediate(callback);
    return () => {
      clearImmediate(moment);
    };
  },
});

const nothingAnswers: FakeFaults = ({ method, endpoint }) =>
  method === 'connect' && endpoint?.server === deadEndpoint.server
    ? {
        fault: 'fail',
        error: taggedError('Unavailable', { code: 'engine.unavailable', message: 'Nothing answers' }),
      }
    : undefined;

/**
 * An engine in memory for the suite.
 * @param options - settings that make the engine do what an engine should not
 */
export const fakeRuntimeSubject = (options: FakeContainerRuntimeOptions = {}): ContainerRuntimeSubject => {
  const image = { name: `${registry}/team/tool:1`, programs: fakeScenarios };
  return {
    runtime: makeFakeContainerRuntime({
      clock: makeHastyClock(),
      registries: [{ host: registry, login, images: [image] }],
      ...options,
      faults: (call) => nothingAnswers(call) ?? options.faults?.(call),
    }),
    endpoint: { tls: true },
    deadEndpoint,
    image: { repository: `${registry}/team/tool`, tag: '1' },
    registry,
    ...login,
    scenario: (scenario) => [scenario],
    missingProgram: '/no/such/program',
    notExecutable: '/not-executable',
    directory: mkdtempSync(path.join(tmpdir(), 'lava-docker-job-mount-')),
  };
};

/** The suite's setup for engines in memory. */
export const fakeRuntimeSetup = (
  makeSubject: () => ContainerRuntimeSubject = fakeRuntimeSubject,
): SuiteSetup<ContainerRuntimeSubject> => ({
  makeSubject: () => Promise.resolve(makeSubject()),
  dispose: ({ directory }) => rm(directory, { recursive: true, force: true }),
});

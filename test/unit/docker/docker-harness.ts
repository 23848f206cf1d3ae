import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as E from 'fp-ts/lib/Either.js';

import { DockerJobType } from '../../../src/docker/docker-job-type.js';
import type { DockerJobTypeDeps, DockerJobTypeOptions } from '../../../src/docker/docker-run.js';
import type { JobError } from '../../../src/job/job-error.js';
import type { JobResult } from '../../../src/job/job-result.js';
import type { Job } from '../../../src/job/job.js';
import {
  type FakeContainerRuntime,
  type FakeContainerRuntimeOptions,
  type FakeImage,
  type FakeProgram,
  type InMemoryConnectionStore,
  type InMemoryObjectStore,
  makeFakeContainerRuntime,
  makeFakeProgram,
  makeFakeTemplateRenderer,
  makeInMemoryConnectionStore,
  makeInMemoryObjectStore,
  makeInMemorySecretStore,
  makeInMemoryStateLookup,
  makeTestContext,
  makeTestJob,
  makeTestRealm,
  type TestContext,
  type TestContextOverrides,
} from '../../../src/testing/index.js';

export const registryHost = 'registry.test:5000';
const login = { username: 'puller', password: 'hunter2' };

/** Where the default context's log goes. */
export const logAddress = 's3://test-bucket/tmp/test/job/11111111-1111-4111-8111-111111111111/logs';

/** A job of the harness: `tool:1` through the connection `dk`. */
export const dockerJob = (overrides: Partial<Job> = {}): Job =>
  makeTestJob({ payload: 'tool:1', parameters: { docker: 'dk', command: 'run' }, ...overrides });

/** What a test sets up. Everything has a default. */
export interface HarnessOptions {
  /** What `run` does; every other program word as well. Default: writes `x` and exits with 0. */
  readonly program?: FakeProgram;
  readonly image?: Partial<FakeImage>;
  readonly engine?: FakeContainerRuntimeOptions;
  readonly deps?: Partial<DockerJobTypeDeps>;
  readonly options?: DockerJobTypeOptions;
  readonly context?: TestContextOverrides;
  readonly connections?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A docker job type on fakes, and all that a test may look at. */
export interface Harness {
  readonly jobType: DockerJobType;
  readonly context: TestContext;
  readonly engine: FakeContainerRuntime;
  readonly objects: InMemoryObjectStore;
  readonly connections: InMemoryConnectionStore;
  readonly run: (job?: Job) => Promise<E.Either<JobError, JobResult>>;
  /** Everything that a run may have left behind; all empty after every run. */
  readonly leftovers: () => Readonly<Record<string, unknown>>;
  readonly spooled: () => readonly string[];
}

/** Nothing left: what {@link Harness.leftovers} gives after a run that has cleaned up. */
export const nothing = { containers: [], openOutputs: 0, openConnections: 0, timers: 0 };

export const dockerConnection = {
  conn_id: 'dk',
  type: 'docker',
  enabled: true,
  registry: registryHost,
  user: login.username,
  password: '/lava/test/registry',
};

/** Runs a test with a harness, and takes everything away afterwards. */
export const withHarness = async (
  options: HarnessOptions,
  test: (harness: Harness) => Promise<void>,
): Promise<void> => {
  const spoolDirectory = await mkdtemp(join(tmpdir(), 'docker-job-spool-'));
  const context = makeTestContext({ realm: makeTestRealm({ s3_key: 'alias/k' }), ...options.context });
  try {
    await test(makeHarness(options, context, spoolDirectory));
  } finally {
    await context.dispose();
    await rm(spoolDirectory, { recursive: true, force: true });
  }
};

const makeHarness = (options: HarnessOptions, context: TestContext, spoolDirectory: string): Harness => {
  const program = options.program ?? makeFakeProgram({ output: ['x'] });
  const image: FakeImage = { name: `${registryHost}/tool:1`, programs: { '*': program }, ...options.image };
  const engine = makeFakeContainerRuntime({
    clock: context.clock,
    registries: [{ host: registryHost, login, images: [image] }],
    ...options.engine,
  });
  const connections = makeInMemoryConnectionStore(options.connections ?? { dk: dockerConnection });
  const objects = makeInMemoryObjectStore();
  const jobType = new DockerJobType(
    {
      connections,
      state: makeInMemoryStateLookup(),
      objects,
      secrets: makeInMemorySecretStore({ '/lava/test/registry': login.password }),
      containers: engine,
      renderer: makeFakeTemplateRenderer(),
      ...options.deps,
    },
    { spoolDirectory, pullRetryMs: 0, ...options.options },
  );
  return {
    jobType,
    context,
    engine,
    objects,
    connections,
    run: (job = dockerJob()) => jobType.run(job, context)(),
    leftovers: () => ({
      containers: engine.containers(),
      openOutputs: engine.openOutputs(),
      openConnections: engine.openConnections(),
      timers: context.clock.pendingCount(),
    }),
    spooled: () => readdirSync(spoolDirectory),
  };
};

/** The error of a run that has failed. */
export const errorOf = (result: E.Either<JobError, unknown>): JobError => {
  if (E.isRight(result)) throw new Error(`The run succeeded: ${JSON.stringify(result.right)}`);
  return result.left;
};

/** The result of a run that has succeeded. */
export const resultOf = (result: E.Either<JobError, JobResult>): JobResult => {
  if (E.isLeft(result)) throw result.left;
  return result.right;
};

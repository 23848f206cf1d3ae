import * as E from 'fp-ts/lib/Either.js';

import { DockerJobType } from '../../../src/docker/docker-job-type.js';
import type { DockerJobTypeDeps, DockerJobTypeOptions } from '../../../src/docker/docker-run.js';
import type { JobError } from '../../../src/job/job-error.js';
import type { JobResult } from '../../../src/job/job-result.js';
import type { Job } from '../../../src/job/job.js';
import {
  type FakeContainerRuntime,
  type FakeImage,
  type FakeProgram,
  type HarnessFaults,
  type HarnessWorld,
  type InMemoryConnectionStore,
  type InMemoryObjectStore,
  type JobHarness,
  type JobHarnessOptions,
  makeFakeProgram,
  makeJobHarness,
  makeTestJob,
  makeTestRealm,
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
export interface HarnessOptions extends HarnessWorld {
  /** What `run` does; every other program word as well. Default: writes `x` and exits with 0. */
  readonly program?: FakeProgram;
  readonly image?: Partial<FakeImage>;
  readonly deps?: Partial<DockerJobTypeDeps>;
  readonly options?: DockerJobTypeOptions;
  readonly context?: TestContextOverrides;
  readonly faults?: HarnessFaults;
}

/** A docker job type on fakes, and all that a test may look at. */
export interface Harness extends Omit<JobHarness<DockerJobType>, 'run'> {
  readonly engine: FakeContainerRuntime;
  readonly objects: InMemoryObjectStore;
  readonly connections: InMemoryConnectionStore;
  readonly run: (job?: Job) => Promise<E.Either<JobError, JobResult>>;
}

export const dockerConnection = {
  conn_id: 'dk',
  type: 'docker',
  enabled: true,
  registry: registryHost,
  user: login.username,
  password: '/lava/test/registry',
};

/** The settings of a harness around a docker job type. */
export const dockerHarness = (options: HarnessOptions): JobHarnessOptions<DockerJobType> => {
  const program = options.program ?? makeFakeProgram({ output: ['x'] });
  const image: FakeImage = { name: `${registryHost}/tool:1`, programs: { '*': program }, ...options.image };
  return {
    connections: { dk: dockerConnection },
    ...options,
    secrets: { '/lava/test/registry': login.password, ...options.secrets },
    context: { realm: makeTestRealm({ s3_key: 'alias/k' }), ...options.context },
    engine: { registries: [{ host: registryHost, login, images: [image] }], ...options.engine },
    makeJobType: (ports, place) =>
      new DockerJobType({ ...ports, ...options.deps }, { ...place, pullRetryMs: 0, ...options.options }),
  };
};

/** Runs a test with a harness, and takes everything away afterwards. */
export const withHarness = async (
  options: HarnessOptions,
  test: (harness: Harness) => Promise<void>,
): Promise<void> => {
  const harness = makeJobHarness(dockerHarness(options));
  const { containers: engine, objects, connections } = harness.fakes;
  try {
    await test({ ...harness, engine, objects, connections, run: (job = dockerJob()) => harness.run(job) });
  } finally {
    await harness.dispose();
  }
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

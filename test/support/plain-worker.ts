import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type DockerEngineOptions, makeDockerEngineRuntime } from '../../src/adapters/docker-engine/index.js';
import { makeJinjaRenderer } from '../../src/adapters/jinja/index.js';
import { hostIdentity, makeSystemClock } from '../../src/adapters/local/index.js';
import {
  DockerJobType,
  type DockerJobTypeDeps,
  type DockerJobTypeOptions,
  type JobRun,
  makeJobTypeRegistry,
  runJob,
  type RunJobOptions,
} from '../../src/index.js';
import {
  type InMemoryObjectStore,
  makeCapturingLogger,
  makeInMemoryConnectionStore,
  makeInMemoryObjectStore,
  makeInMemorySecretStore,
  makeInMemoryStateLookup,
} from '../../src/testing/index.js';
import { engineUnderTest } from '../engine/docker-engine/engine-under-test.js';

type Fields = Readonly<Record<string, unknown>>;

/** What may differ from a worker on the engine and the registry of the test run. */
export interface WorkerSetup {
  readonly server?: string;
  /** Connections by id, beside `dk`. */
  readonly connections?: Readonly<Record<string, Fields>>;
  /** Secrets by name, beside `registry-password`. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly deps?: Partial<DockerJobTypeDeps>;
  readonly options?: DockerJobTypeOptions;
  readonly runtime?: DockerEngineOptions;
}

/** A worker that needs no test runner, so that a program of its own can be one. */
export interface PlainWorker {
  /** Everything that the worker writes is in here. */
  readonly folder: string;
  readonly temporaryRoot: string;
  readonly spoolDirectory: string;
  readonly objects: InMemoryObjectStore;
  /** Runs a job once. */
  readonly run: (job: unknown, options?: Partial<RunJobOptions>) => Promise<JobRun>;
  /** The stored log of a run, as text. */
  readonly logOf: (runId: string) => string | undefined;
  /** Makes an empty file in the directory of a run, for its container to find. */
  readonly touch: (runId: string, name: string) => Promise<void>;
  /** What is left of runs: files for temporary use. */
  readonly leftovers: () => Promise<readonly string[]>;
  readonly dispose: () => Promise<void>;
}

/** The id of all jobs of {@link shellJob}. */
const jobId = 'robustness/job';

/** A job that runs a script with the image of the test run. */
export const shellJob = (script: string, parameters: Fields = {}, fields: Fields = {}): Fields => {
  const { image } = engineUnderTest();
  return {
    job_id: jobId,
    type: 'docker',
    worker: 'core',
    enabled: true,
    payload: `${image.repository}:${image.tag}`,
    parameters: { command: '/bin/sh -c', args: [script], jinja: false, ...parameters },
    ...fields,
  };
};

/** A docker connection with the registry of the test run. */
export const dockerConnection = (server: string): Fields => ({
  type: 'docker',
  enabled: true,
  server,
  registry: engineUnderTest().registry,
  user: engineUnderTest().username,
  password: 'registry-password',
});

const realm = { realm: 'dev', s3_payloads: 's3://b/payloads', s3_temp: 's3://b/tmp', docker: 'dk' };

/** Makes a worker. Its owner disposes of it. */
export const makePlainWorker = async (setup: WorkerSetup = {}): Promise<PlainWorker> => {
  const folder = await mkdtemp(join(tmpdir(), 'lava-robustness-'));
  const temporaryRoot = join(folder, 'tmp');
  const spoolDirectory = join(folder, 'spool');
  const objects = makeInMemoryObjectStore();
  const logger = makeCapturingLogger();
  const state = makeInMemoryStateLookup();
  const renderer = makeJinjaRenderer();
  const jobType = new DockerJobType(
    {
      connections: makeInMemoryConnectionStore({
        dk: dockerConnection(setup.server ?? engineUnderTest().server),
        ...setup.connections,
      }),
      secrets: makeInMemorySecretStore({
        'registry-password': engineUnderTest().password,
        ...setup.secrets,
      }),
      objects,
      state,
      renderer,
      containers: makeDockerEngineRuntime({ logger, ...setup.runtime }),
      ...setup.deps,
    },
    { spoolDirectory, ...setup.options },
  );
  return {
    folder,
    temporaryRoot,
    spoolDirectory,
    objects,
    run: (job, options = {}) =>
      runJob(makeJobTypeRegistry([jobType]), job, realm, {
        temporaryRoot,
        state,
        renderer,
        clock: makeSystemClock(),
        host: hostIdentity(),
        logger,
        environment: {},
        newId: randomUUID,
        ...options,
      })(),
    logOf: (runId) => objects.text(`s3://b/tmp/${jobId}/${runId}/logs`),
    touch: (runId, name) => writeFile(join(temporaryRoot, runId, name), ''),
    leftovers: async () => [...(await filesIn(temporaryRoot)), ...(await filesIn(spoolDirectory))],
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
};

const filesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** Gives a worker to some work, and disposes of it. */
export const withPlainWorker = async (
  setup: WorkerSetup,
  work: (worker: PlainWorker) => Promise<void>,
): Promise<void> => {
  const worker = await makePlainWorker(setup);
  try {
    await work(worker);
  } finally {
    await worker.dispose();
  }
};

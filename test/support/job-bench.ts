import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'vitest';

import { connectionOptions } from '../../scripts/lib/engine-client.mjs';
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
  type CapturedEvents,
  type CapturingLogger,
  type InMemoryConnectionStore,
  type InMemoryObjectStore,
  type InMemorySecretStore,
  makeCapturedEvents,
  makeCapturingLogger,
  makeInMemoryConnectionStore,
  makeInMemoryObjectStore,
  makeInMemorySecretStore,
  makeInMemoryStateLookup,
} from '../../src/testing/index.js';
import { engineUnderTest } from '../engine/docker-engine/engine-under-test.js';
import {
  containersOf,
  type InspectedContainer,
  inspectContainer,
  runningContainer,
} from './engine-containers.js';
import { type ProxyOptions, type RecordingProxy, startRecordingProxy } from './recording-proxy.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a test sets up beside the baseline of the acceptance cases. */
export interface BenchSetup {
  /** Over the baseline's realm; a field that is `undefined` is left out. */
  readonly realm?: Fields;
  /** Connections by id, beside `dk`. */
  readonly connections?: Readonly<Record<string, Fields>>;
  /** Secrets by name, beside the registry's password. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly deps?: Partial<DockerJobTypeDeps>;
  readonly options?: DockerJobTypeOptions;
  readonly runtime?: DockerEngineOptions;
  /** What the worker around the job is. */
  readonly worker?: Partial<RunJobOptions>;
  /** See {@link ProxyOptions.answer}: of the proxy before the engine. */
  readonly engineAnswers?: ProxyOptions['answer'];
  /** The name of the folder of temporary directories. */
  readonly temporaryName?: string;
  /** Logs are left in the spool directory, because they cannot be stored. */
  readonly keepsLogs?: boolean;
}

/** A run that has ended, and what the engine saw of it. */
export interface Ended {
  readonly run: JobRun;
  readonly runId: string;
  /** As the engine described the container just before it was removed; nothing when there was none. */
  readonly container: InspectedContainer | undefined;
  /** The stored log as text. */
  readonly log: string | undefined;
}

/** A run under way. */
export interface Running {
  readonly runId: string;
  /** The run's directory on the host. */
  readonly temporaryDirectory: string;
  readonly ended: Promise<Ended>;
  /** The container, as soon as it runs. */
  readonly container: () => Promise<InspectedContainer>;
  readonly abort: () => void;
}

/** A worker with a docker job type on the real engine, a proxy before the engine, and in-memory stores. */
export interface Bench {
  /** What goes over the wire to the engine. */
  readonly engine: RecordingProxy;
  readonly objects: InMemoryObjectStore;
  readonly connections: InMemoryConnectionStore;
  readonly secrets: InMemorySecretStore;
  readonly events: CapturedEvents;
  readonly logger: CapturingLogger;
  readonly jobType: DockerJobType;
  readonly temporaryRoot: string;
  readonly spoolDirectory: string;
  /** Runs the baseline's job with some changes; the parameters are merged, and `undefined` leaves one out. */
  readonly run: (changes?: Fields, worker?: Partial<RunJobOptions>) => Promise<Ended>;
  readonly start: (changes?: Fields, worker?: Partial<RunJobOptions>) => Running;
}

/** The connection `dk`: the engine and the registry of the test run, with a login. */
export const dockerConnection = (server: string): Fields => ({
  conn_id: 'dk',
  type: 'docker',
  enabled: true,
  server,
  registry: engineUnderTest().registry,
  user: engineUnderTest().username,
  password: passwordName,
});

/** The name of the secret that is the registry's password. */
export const passwordName = '/lava/dev/registry-password';

const realm = {
  realm: 'dev',
  s3_payloads: 's3://b/payloads',
  s3_temp: 's3://b/tmp',
  s3_key: 'alias/k',
  docker: 'dk',
};

const job = {
  job_id: 'demo/d',
  type: 'docker',
  worker: 'core',
  owner: 'me',
  enabled: true,
  payload: 'img:1',
};

/** Takes out the fields that are `undefined`. */
const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The baseline's job with some changes. */
export const jobWith = (changes: Fields = {}): Fields => {
  const { parameters = {}, ...others } = changes;
  return present({
    ...job,
    parameters:
      typeof parameters === 'object' && parameters !== null
        ? present({ command: '/bin/sh -c date', ...parameters })
        : parameters,
    ...others,
  });
};

/** A run id that tells to which group of tests it belongs. */
export const newRunId = (group: string): string => `${group}${randomUUID().slice(group.length)}`;

/** Gives a bench to a test, and makes sure afterwards that nothing is left of what it did. */
export const withBench = async (
  group: string,
  setup: BenchSetup,
  test: (bench: Bench) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'lava-job-bench-'));
  const seen = new Map<string, InspectedContainer>();
  const proxy = await startRecordingProxy({
    listen: 'unix',
    upstream: connectionOptions(engineUnderTest().server),
    answer: async (request) => {
      const own = await setup.engineAnswers?.(request);
      const [, removed] = /^\/containers\/([^/]+)$/.exec(request.path) ?? [];
      if (own === undefined && removed !== undefined && request.method === 'DELETE')
        await note(removed, seen);
      return own;
    },
  });
  try {
    const bench = makeBench(group, setup, proxy, folder, seen);
    await test(bench);
    expect(await filesIn(bench.temporaryRoot)).toEqual([]);
    if (setup.keepsLogs !== true) expect(await filesIn(bench.spoolDirectory)).toEqual([]);
    await expect.poll(() => proxy.open().map(({ path }) => path), { timeout: 5000 }).toEqual([]);
    expect(await containersOf(group)).toEqual([]);
  } finally {
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  }
};

const filesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** The engine's description of a container goes with the container. */
const note = async (id: string, seen: Map<string, InspectedContainer>): Promise<void> => {
  const found = await inspectContainer(id);
  if (found !== undefined) seen.set(found.Config.Labels['lava.run_id'] ?? '', found);
};

const makeBench = (
  group: string,
  setup: BenchSetup,
  engine: RecordingProxy,
  folder: string,
  seen: ReadonlyMap<string, InspectedContainer>,
): Bench => {
  const connections = makeInMemoryConnectionStore({
    dk: dockerConnection(engine.address),
    ...setup.connections,
  });
  const secrets = makeInMemorySecretStore({
    [passwordName]: engineUnderTest().password,
    ...setup.secrets,
  });
  const objects = makeInMemoryObjectStore();
  const events = makeCapturedEvents();
  const logger = makeCapturingLogger();
  const renderer = makeJinjaRenderer();
  const state = makeInMemoryStateLookup();
  const temporaryRoot = join(folder, setup.temporaryName ?? 'tmp');
  const spoolDirectory = join(folder, 'spool');
  const jobType = new DockerJobType(
    {
      connections,
      secrets,
      objects,
      state,
      renderer,
      containers: makeDockerEngineRuntime({ logger, ...setup.runtime }),
      ...setup.deps,
    },
    { spoolDirectory, ...setup.options },
  );
  const start = (changes: Fields = {}, worker: Partial<RunJobOptions> = {}): Running => {
    const runId = worker.dispatch?.run_id ?? newRunId(group);
    const controller = new AbortController();
    const running = runJob(
      makeJobTypeRegistry([jobType]),
      jobWith(changes),
      present({ ...realm, ...setup.realm }),
      {
        temporaryRoot,
        state,
        renderer,
        clock: makeSystemClock(),
        host: hostIdentity(),
        logger,
        environment: {},
        newId: randomUUID,
        events: events.sink,
        signal: controller.signal,
        ...setup.worker,
        ...worker,
        dispatch: { ...worker.dispatch, run_id: runId },
      },
    )();
    return {
      runId,
      temporaryDirectory: join(temporaryRoot, runId),
      ended: running.then((run) => ({
        run,
        runId,
        container: seen.get(runId),
        log: objects.text(`s3://b/tmp/demo/d/${runId}/logs`),
      })),
      container: () => runningContainer(runId),
      abort: () => {
        controller.abort();
      },
    };
  };
  return {
    engine,
    objects,
    connections,
    secrets,
    events,
    logger,
    jobType,
    temporaryRoot,
    spoolDirectory,
    start,
    run: (changes, worker) => start(changes, worker).ended,
  };
};

import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type * as E from 'fp-ts/lib/Either.js';

import type { JobError } from '../../job/job-error.js';
import type { JobResult } from '../../job/job-result.js';
import { makeJobTypeRegistry } from '../../job/job-type-registry.js';
import type { JobType } from '../../job/job-type.js';
import type { Job } from '../../job/job.js';
import type { JobRun } from '../../job/run-job/job-run.js';
import type { RunJobOptions } from '../../job/run-job/options.js';
import { runJob } from '../../job/run-job/run-job.js';
import { type Faults, makeFaultDesk } from '../faults/fault-desk.js';
import { makeTestContext, type TestContext, type TestContextOverrides } from '../test-context.js';
import type { HarnessCall, HarnessFakes, HarnessFaults, HarnessPorts } from './harness-ports.js';
import type { Leftovers } from './leftovers.js';
import { letTimePass } from './let-time-pass.js';
import { type HarnessWorld, makeFakes, portsOf } from './make-fakes.js';
import { trackStreams } from './track-streams.js';

/** How a harness is set up. @public */
export interface JobHarnessOptions<Type extends JobType> extends HarnessWorld {
  /** Makes the job type from the ports. What it spools goes to the directory that it is given. */
  readonly makeJobType: (ports: HarnessPorts, place: { readonly spoolDirectory: string }) => Type;
  /** Members of the context; its temporary directory is the harness's. */
  readonly context?: Omit<TestContextOverrides, 'temporaryDirectory'>;
  /** What goes wrong with the calls of the ports; default nothing. */
  readonly faults?: HarnessFaults;
}

/** One job type on fakes of all ports, and everything that a test may look at. @public */
export interface JobHarness<Type extends JobType = JobType> {
  readonly jobType: Type;
  /** The context of its runs: a clock that stands still, captured log and events, a temporary directory. */
  readonly context: TestContext;
  /** The fakes behind the ports. */
  readonly fakes: HarnessFakes;
  /** The calls of all ports so far, in order. */
  readonly calls: readonly HarnessCall[];
  /**
   * Runs a job once.
   * @throws TypeError when the job is of another type: a fault of the test
   */
  readonly run: (job: Job) => Promise<E.Either<JobError, JobResult>>;
  /**
   * Runs a job as it is stored, as a worker does: `runJob` in a realm as it is stored, by default that of the context.
   * @param options - members to replace, e.g. `dispatch`
   */
  readonly runStored: (
    job: unknown,
    options?: Partial<RunJobOptions> & { readonly realm?: unknown },
  ) => Promise<JobRun>;
  /** Moves the clock, a second at a time, until a run has settled. */
  readonly settled: <A>(running: Promise<A>) => Promise<A>;
  /** What has been left behind so far: compare it with {@link nothingLeft}. */
  readonly leftovers: () => Leftovers;
  /** The paths of the files in the temporary directory, from there. */
  readonly temporaryFiles: () => readonly string[];
  /** The names of the files in the spool directory. */
  readonly spooled: () => readonly string[];
  /** Removes every file of the harness. */
  readonly dispose: () => Promise<void>;
}

/**
 * Wires one job type to fakes of all ports. It makes a directory for its files, which `dispose` removes; see
 * {@link withJobHarness}.
 * @public
 */
export const makeJobHarness = <Type extends JobType>(options: JobHarnessOptions<Type>): JobHarness<Type> => {
  const root = mkdtempSync(path.join(tmpdir(), 'lava-docker-job-harness-'));
  const temporaryRoot = path.join(root, 'tmp');
  const temporaryDirectory = path.join(temporaryRoot, 'run');
  const spoolDirectory = path.join(root, 'spool');
  mkdirSync(temporaryDirectory, { recursive: true });
  const context = makeTestContext({ ...options.context, temporaryDirectory });
  const { clock } = context;
  const fakes = makeFakes(options, clock);
  const calls: HarnessCall[] = [];
  // The desk names the calls as the ports are named here.
  const desk = makeFaultDesk((options.faults ?? (() => undefined)) as Faults, clock, calls);
  const { store, openStreams } = trackStreams(fakes.objects);
  const ports = portsOf({ ...fakes, objects: { ...fakes.objects, ...store } }, desk);
  const jobType = options.makeJobType(ports, { spoolDirectory });
  return {
    jobType,
    context,
    fakes,
    calls,
    run: async (job) => {
      if (job.type !== jobType.type)
        throw new TypeError(`The job is of type "${job.type}", and the harness runs "${jobType.type}"`);
      return jobType.run(job, context)();
    },
    runStored: (job, { realm = context.realm, ...overrides } = {}) => {
      const worker = { ...context, state: ports.state, renderer: ports.renderer, temporaryRoot };
      return runJob(makeJobTypeRegistry([jobType]), job, realm, { ...worker, ...overrides })();
    },
    settled: (running) => letTimePass(running, clock),
    leftovers: () => ({
      containers: fakes.containers.containers().map(({ spec }) => spec.name),
      openOutputs: fakes.containers.openOutputs(),
      openConnections: fakes.containers.openConnections(),
      openStreams: openStreams(),
      timers: clock.pendingCount(),
      strayFiles: namesIn(temporaryRoot).filter((name) => name !== 'run'),
    }),
    temporaryFiles: () => filesIn(temporaryDirectory),
    spooled: () => namesIn(spoolDirectory),
    dispose: () => rm(root, { recursive: true, force: true }),
  };
};

/**
 * Runs a test with a harness, and removes its files afterwards, whatever happened.
 * @public
 */
export const withJobHarness = async <Type extends JobType>(
  options: JobHarnessOptions<Type>,
  test: (harness: JobHarness<Type>) => Promise<void>,
): Promise<void> => {
  const harness = makeJobHarness(options);
  try {
    await test(harness);
  } finally {
    await harness.dispose();
  }
};

/** The names in a directory; none when there is none. */
const namesIn = (directory: string): readonly string[] => {
  try {
    return readdirSync(directory).sort();
  } catch {
    return [];
  }
};

const filesIn = (directory: string): readonly string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .sort();

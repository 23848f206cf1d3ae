import * as E from 'fp-ts/lib/Either.js';

import type { JobError } from '../../job/job-error.js';
import type { JobResult } from '../../job/job-result.js';
import type { Job } from '../../job/job.js';
import type { HarnessCall, HarnessFaults } from './harness-ports.js';
import type { JobHarness } from './job-harness.js';
import { letTimePass } from './let-time-pass.js';
import { lookAtRun } from './look-at-run.js';
import { sweptFault, type SweptKind, sweptKinds } from './swept-faults.js';

/** One run of a sweep. @public */
export interface SweptRun {
  /** What went wrong. */
  readonly kind: SweptKind;
  /** With which call, e.g. `containers.attach`, and which of its kind, from 1. */
  readonly method: HarnessCall['method'];
  readonly nth: number;
  /** Whether the call was made at all: a call that comes after another one that failed may not be. */
  readonly reached: boolean;
  readonly harness: JobHarness;
  readonly result: E.Either<JobError, JobResult>;
}

/** How a sweep is made. @public */
export interface SweepOptions {
  /** Makes a harness for each run. It gives the faults to {@link makeJobHarness}. */
  readonly makeHarness: (faults: HarnessFaults) => JobHarness | Promise<JobHarness>;
  /** A job that succeeds when nothing goes wrong, unless `fails` says otherwise. */
  readonly job: Job;
  /** The job fails when nothing goes wrong, e.g. because it is stopped at its timeout. Default false. */
  readonly fails?: boolean;
  /** What goes wrong. Default: everything that a port may do. */
  readonly kinds?: readonly SweptKind[];
  /**
   * Says of a run why it is left out, or what of {@link Leftovers} it may leave, e.g. the container when it cannot be
   * removed. Default: none is left out, nothing may be left.
   */
  readonly except?: (run: Pick<SweptRun, 'kind' | 'method' | 'nth'>) => SweepException | undefined;
  /** Real time in ms that one run may take: one that never ends is a finding. Default 10,000. */
  readonly limitMs?: number;
  /** Looks at a run besides what is looked at anyway; what it throws is a finding. */
  readonly check?: (run: SweptRun) => void | Promise<void>;
}

/** An exception from the rules of a sweep, with its reason. @public */
export interface SweepException {
  readonly reason: string;
  /** Members of {@link Leftovers} that are not looked at. Absent: the run is left out. */
  readonly mayLeave?: readonly (keyof ReturnType<JobHarness['leftovers']>)[];
}

/** What came of a sweep. @public */
export interface SweepReport {
  /** The calls of an undisturbed run, as `method#nth`. */
  readonly calls: readonly string[];
  /** How many runs were made. */
  readonly runs: number;
  /** What was found, a sentence each: none when all is well. */
  readonly findings: readonly string[];
}

/**
 * Runs a job again and again, with something else going wrong each time: every call of every port fails, loses its answer,
 * comes late, hangs until the run is aborted, or sees the run aborted as it begins. After each run nothing may be left, the
 * error must be one of the union with a message and a code, that of an aborted run a `JobAbortedError` unless its program had
 * ended, every phase that began must have ended, and the run must have ended and not rejected.
 * @returns the findings; a test asserts that there are none
 * @public
 */
export const sweepFaults = async (options: SweepOptions): Promise<SweepReport> => {
  const calls = await callsOfARun(options);
  const findings: string[] = [];
  let runs = 0;
  for (const kind of options.kinds ?? sweptKinds)
    for (const { method, nth } of calls) {
      const exception = options.except?.({ kind, method, nth });
      if (exception !== undefined && exception.mayLeave === undefined) continue;
      runs += 1;
      const found = await sweepOnce(options, { kind, method, nth }, exception);
      findings.push(...found.map((finding) => `${method}#${nth} ${kind}: ${finding}`));
    }
  return { calls: calls.map(({ method, nth }) => `${method}#${nth}`), runs, findings };
};

/** The calls that an undisturbed run makes. */
const callsOfARun = async ({
  makeHarness,
  job,
  fails = false,
}: SweepOptions): Promise<readonly HarnessCall[]> => {
  const harness = await makeHarness(() => undefined);
  try {
    const result = await harness.settled(harness.run(job));
    if (E.isLeft(result) !== fails)
      throw new Error(
        `The job of the sweep ${fails ? 'succeeds' : 'fails'} when nothing goes wrong`,
        E.isLeft(result) ? { cause: result.left } : undefined,
      );
    return [...harness.calls];
  } finally {
    await harness.dispose();
  }
};

const sweepOnce = async (
  { makeHarness, job, check, limitMs = 10_000 }: SweepOptions,
  target: Pick<SweptRun, 'kind' | 'method' | 'nth'>,
  exception: SweepException | undefined,
): Promise<readonly string[]> => {
  const abort: { now: () => void } = { now: () => undefined };
  const { faults, reached } = sweptFault(target, () => {
    abort.now();
  });
  const harness = await makeHarness(faults);
  abort.now = harness.context.abort;
  const limit = AbortSignal.timeout(limitMs);
  try {
    const result = await letTimePass(harness.run(job), harness.context.clock, limit);
    const run = { ...target, reached: reached(), harness, result };
    return await lookAtRun(run, exception?.mayLeave ?? [], check);
  } catch (cause) {
    return [limit.aborted ? `the run did not end in ${limitMs} ms` : `the run rejected: ${String(cause)}`];
  } finally {
    await harness.dispose();
  }
};

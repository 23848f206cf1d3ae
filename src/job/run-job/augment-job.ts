import * as E from 'fp-ts/lib/Either.js';

import { isMap } from '../decode/plain-value.js';
import { describeValue } from '../decode/describe-value.js';
import type { BadJobError } from '../job-error.js';
import type { JobRecord } from '../job-record.js';
import type { Job } from '../job.js';
import { badJob } from '../make-job-error.js';
import type { Problem } from '../problem.js';
import { localTime, parseTimestamp, utcTime, wholeSeconds, type ZonedTime } from '../zoned-time.js';
import type { Dispatch } from './options.js';

/** What a job is augmented with. */
export interface Augmentation {
  readonly realm: string;
  readonly dispatch: Dispatch;
  /** The moment of the start. */
  readonly nowMs: number;
  /** Serves when the dispatch has no run id. */
  readonly newId: () => string;
}

/** Times that a parent passes on to its children as text. */
const inheritedTimes = ['master_start', 'master_ustart', 'parent_start', 'parent_ustart'];

/**
 * Makes the augmented job specification: the stored job, updated by its dispatch and by the start of the run. Parameters
 * and globals are merged shallowly, as lava does.
 */
export const augmentJob = (
  record: JobRecord,
  { realm, dispatch, nowMs, newId }: Augmentation,
): E.Either<BadJobError, Job> => {
  const runId = dispatch.run_id ?? newId();
  const dispatched =
    dispatch.ts_dispatch === undefined ? utcTime(nowMs) : parseTimestamp(dispatch.ts_dispatch);
  const start = wholeSeconds(nowMs);
  const globals = { ...record.globals, ...dispatch.globals };
  const inherited = readInheritedTimes(globals['lava']);
  const problems = [
    ...(isRunId(runId) ? [] : [badRunId(runId)]),
    ...(dispatched === undefined ? [badTime('dispatch.ts_dispatch', dispatch.ts_dispatch)] : []),
    ...inherited.problems,
  ];
  if (problems.length > 0 || dispatched === undefined) return E.left(badJob(problems));
  const { stored, ...known } = record;
  const job = { ...stored, ...known };
  return E.right({
    ...job,
    parameters: { ...record.parameters, ...dispatch.parameters },
    realm,
    run_id: runId,
    ts_dispatch: dispatched,
    ts_start: localTime(start),
    ts_ustart: utcTime(start),
    globals: { ...globals, lava: { ...ownGlobals(record.job_id, start), ...inherited.globals } },
  });
};

/** What lava fills in for a job that nobody else has started. */
const ownGlobals = (jobId: string, start: number): Readonly<Record<string, unknown>> => ({
  master_job_id: jobId,
  parent_job_id: jobId,
  master_start: localTime(start),
  parent_start: localTime(start),
  master_ustart: utcTime(start),
  parent_ustart: utcTime(start),
});

const readInheritedTimes = (
  lava: unknown,
): { readonly globals: Readonly<Record<string, unknown>>; readonly problems: readonly Problem[] } => {
  const globals = isMap(lava) ? lava : {};
  const texts = inheritedTimes.flatMap((key) => {
    const text = globals[key];
    return typeof text === 'string' ? [[key, text, parseTimestamp(text)] as const] : [];
  });
  return {
    globals: { ...globals, ...Object.fromEntries(texts.map(([key, , time]) => [key, time])) },
    problems: texts.flatMap(([key, text, time]) =>
      time === undefined ? [badTime(`dispatch.globals.lava.${key}`, text)] : [],
    ),
  };
};

/** The run id names a directory below the worker's temporary directory, and must not lead out of it. */
const isRunId = (runId: string): boolean => /^[\w.-]+$/.test(runId) && !/^\.+$/.test(runId);

const badRunId = (runId: string): Problem => ({
  path: 'dispatch.run_id',
  message: `Bad run id: ${runId}`,
  found: describeValue(runId),
  allowed: 'letters, digits, ".", "_" and "-"',
});

const badTime = (path: string, found: unknown): Problem => ({
  path,
  message: `Bad timestamp in ${path}`,
  found: describeValue(found),
  allowed: 'ISO 8601 with an offset, such as 2026-11-23T20:05:00+11:00',
});

/** The job for one of its attempts, counted from 1. */
export const forAttempt = (job: Job, iteration: number): Job => {
  const lava = job.globals['lava'];
  return { ...job, globals: { ...job.globals, lava: { ...(isMap(lava) ? lava : {}), iteration } } };
};

/** Time from dispatch to start, in ms. */
export const runDelayMs = (job: { readonly ts_dispatch: ZonedTime; readonly ts_start: ZonedTime }): number =>
  job.ts_start.epochMs - job.ts_dispatch.epochMs;

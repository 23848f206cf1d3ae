import type { JobRun } from '../job/run-job/job-run.js';

/** What the command's exit code says. */
export const exitCodes = {
  /** The job succeeded, or there was nothing to do because it is not enabled. */
  done: 0,
  /** The job ran and failed, or could not be run. */
  failed: 1,
  /** The command line, the job or the realm is not acceptable; nothing was run. */
  badInput: 2,
  /** The run was stopped by a signal. */
  aborted: 130,
} as const;

const badInputTags = ['BadJobError', 'BadRealmError', 'UnknownJobTypeError'];

/** The exit code for a run. */
export const exitCodeOf = (run: JobRun): number => {
  if (run.status === 'complete' || run.status === 'skipped') return exitCodes.done;
  if (run.status === 'rejected') return exitCodes.failed;
  if (run.error._tag === 'JobAbortedError') return exitCodes.aborted;
  return badInputTags.includes(run.error._tag) ? exitCodes.badInput : exitCodes.failed;
};

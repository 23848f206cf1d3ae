import type { JobError } from '../job-error.js';
import type { FailureData, JobResult } from '../job-result.js';

/** lava's result map after a failure. @public */
// A type and not an interface: only a type may stand where a plain record is asked for.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type FailureResult = {
  readonly error: string;
  readonly error_data: FailureData | null;
  readonly exit_status?: number;
  readonly exception?: readonly string[];
};

/**
 * lava's result map, what actions see as `result`. After a success: `exit_status`, `output` if there is any, and
 * `error: null`. After a failure: `error`, `error_data`, and `exit_status` if the program has run; `exception` holds the
 * stack when the configuration item `DEBUG` is true.
 * @public
 */
export type ResultMap = SuccessResult | FailureResult | EmptyResult;

/** lava's result map after a success. @public */
export type SuccessResult = JobResult & { readonly error: null };

/** The result map of a job that has not run. @public */
export type EmptyResult = Readonly<Record<string, never>>;

/** What became of a job. @public */
export type JobRun =
  | { readonly status: 'complete'; readonly result: SuccessResult; readonly runId: string }
  | {
      readonly status: 'failed';
      readonly result: FailureResult;
      readonly error: JobError;
      readonly runId?: string;
    }
  /** The job is not enabled; nothing was done and no actions are due. */
  | {
      readonly status: 'skipped';
      readonly result: EmptyResult;
      readonly reason: string;
      readonly runId: string;
    }
  /** The job's own rules forbid the run; nothing was done and no actions are due. */
  | {
      readonly status: 'rejected';
      readonly result: EmptyResult;
      readonly reason: string;
      readonly runId: string;
    };

/** The result map of a failure. */
export const failureResult = (error: JobError, withStack: boolean): FailureResult => ({
  error: firstLine(error.message),
  error_data: error.data,
  ...(error.data === null ? {} : { exit_status: error.data.exit_status }),
  ...(withStack ? { exception: (error.stack ?? error.message).split('\n') } : {}),
});

/** lava's messages are one line; the lines below it list every problem, for people. */
const firstLine = (message: string): string => message.split('\n', 1)[0] ?? message;

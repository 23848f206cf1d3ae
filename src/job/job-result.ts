/**
 * Where the output of a job is: for a docker job the address of its log, e.g. `s3://bucket/tmp/job/run/logs`. Types of
 * lava that run one program or several give a list with a map for each.
 * @public
 */
export type JobOutput = string | readonly Readonly<Record<string, unknown>>[];

/**
 * What a job that succeeded reports. The snake-case members are lava's: actions read them as `result.exit_status` and
 * `result.output`.
 * @public
 */
export interface JobResult {
  /** 0 for every job that succeeded. */
  readonly exit_status: number;
  /** Absent when there was none. */
  readonly output?: JobOutput;
  /** Facts that the job type adds, e.g. image id and digest. Plain data, no secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The data of a failure, lava's `error_data`. Present once the job's program has run.
 * @public
 */
export interface FailureData {
  /** Exit status of the program; 28 when it was stopped at its timeout. */
  readonly exit_status: number;
  /** Why, where the exit status alone does not say it. */
  readonly error?: string;
  /** Absent when there was none, or it could not be stored. */
  readonly output?: JobOutput;
  /** How the program ended; tells a timeout (28) from a program that exits with 28. */
  readonly outcome: string;
  /** The last bytes of the output (2,000 at most), as text. */
  readonly tail?: string;
  /** Why the output could not be stored where it belongs. */
  readonly log_error?: string;
  /** A local file that holds the output, when it could not be stored where it belongs. */
  readonly spool?: string;
  /** Facts that the job type adds. */
  readonly details?: Readonly<Record<string, unknown>>;
}

import type { Problem } from './problem.js';
import type { FailureData } from './job-result.js';
import type { ErrorDetails, TaggedError } from './tagged-error.js';

/** A job error: a tagged error with lava's `data`. @public */
export interface JobErrorOf<Tag extends string, Details extends ErrorDetails> extends TaggedError<
  Tag,
  Details
> {
  /** lava's `error_data`: null for everything that fails before the job's program has run. */
  readonly data: FailureData | null;
}

/** The job record, its payload or its parameters are not acceptable. Nothing was contacted or made. @public */
export type BadJobError = JobErrorOf<'BadJobError', { readonly problems: readonly Problem[] }>;

/** The realm record is not acceptable. @public */
export type BadRealmError = JobErrorOf<'BadRealmError', { readonly problems: readonly Problem[] }>;

/** No job type of that name is registered. @public */
export type UnknownJobTypeError = JobErrorOf<
  'UnknownJobTypeError',
  { readonly type: string; readonly known: readonly string[] }
>;

/** The run's temporary directory cannot be used, e.g. it exists already: a sign of a second dispatch. @public */
export type TemporaryDirectoryError = JobErrorOf<'TemporaryDirectoryError', { readonly path: string }>;

/** State items could not be read. @public */
export type StateImportError = JobErrorOf<'StateImportError', { readonly stateIds: readonly string[] }>;

/** A template of the job could not be rendered. `field` is its path, e.g. `parameters.args[1]`. @public */
export type RenderError = JobErrorOf<'RenderError', { readonly field: string }>;

/**
 * Something that the job works on could not be had, e.g. the object that its payload names. The program has not run.
 * `input` says what; `reason` is the tag of the port's error, or `missing`.
 * @public
 */
export type InputError = JobErrorOf<'InputError', { readonly input: string; readonly reason: string }>;

/** A connection cannot be used, or the container engine cannot be reached through it. @public */
export type ConnectionError = JobErrorOf<
  'ConnectionError',
  { readonly connectionId: string; readonly reason: string }
>;

/** The image could not be pulled. @public */
export type ImagePullError = JobErrorOf<
  'ImagePullError',
  { readonly image: string; readonly reason: string }
>;

/** The program could not be started. `exitStatus` is 126, 127 or 128 where the engine tells it. @public */
export type StartError = JobErrorOf<
  'StartError',
  { readonly program: string; readonly reason: string; readonly exitStatus?: number }
>;

/** The program ran and did not succeed. @public */
export type ExitStatusError = JobErrorOf<'ExitStatusError', ErrorDetails> & { readonly data: FailureData };

/** The program ran; its output could not be stored. The output is kept in the file that `data.spool` names. @public */
export type OutputNotStoredError = JobErrorOf<'OutputNotStoredError', { readonly location: string }> & {
  readonly data: FailureData;
};

/** What runs the program was lost for good, so that nobody can tell how the program ended. @public */
export type RunLostError = JobErrorOf<'RunLostError', { readonly reason: string }> & {
  readonly data: FailureData;
};

/** The context's signal was aborted. What the run had started was stopped and removed. @public */
export type JobAbortedError = JobErrorOf<'JobAbortedError', { readonly phase: string }>;

/** Something that should not happen: a fault of this package, or of code that was given to it. @public */
export type UnexpectedError = JobErrorOf<'UnexpectedError', ErrorDetails>;

/**
 * Every way in which a job can fail. The union is closed: switch on `_tag` and the compiler tells what is missing.
 * @public
 */
export type JobError =
  | BadJobError
  | BadRealmError
  | UnknownJobTypeError
  | TemporaryDirectoryError
  | StateImportError
  | RenderError
  | InputError
  | ConnectionError
  | ImagePullError
  | StartError
  | ExitStatusError
  | OutputNotStoredError
  | RunLostError
  | JobAbortedError
  | UnexpectedError;

import { isPortError } from './is-port-error.js';
import type { JobError } from './job-error.js';
import { describeProblems, type Problem } from './problem.js';
import type { FailureData } from './job-result.js';
import { hasTag, taggedError, type TaggedErrorFields } from './tagged-error.js';

/** The member of the union that a tag names. @public */
export type JobErrorByTag<Tag extends JobError['_tag']> = Extract<JobError, { readonly _tag: Tag }>;

const jobErrorTags: readonly JobError['_tag'][] = [
  'BadJobError',
  'BadRealmError',
  'UnknownJobTypeError',
  'TemporaryDirectoryError',
  'StateImportError',
  'RenderError',
  'InputError',
  'ConnectionError',
  'ImagePullError',
  'StartError',
  'ExitStatusError',
  'OutputNotStoredError',
  'RunLostError',
  'JobAbortedError',
  'UnexpectedError',
];

/** Whether a caught value is one of the errors of a job. @public */
export const isJobError = (value: unknown): value is JobError =>
  hasTag(value, ...jobErrorTags) && 'data' in value;

/**
 * Makes a job error. Authors of job types use it for the errors that their `run` gives.
 * @param fields - `data` is lava's `error_data`; leave it out for what fails before the program has run
 * @public
 */
export const jobError = <Tag extends JobError['_tag']>(
  tag: Tag,
  fields: TaggedErrorFields<JobErrorByTag<Tag>['details']> & {
    readonly details: JobErrorByTag<Tag>['details'];
  } & (JobErrorByTag<Tag>['data'] extends FailureData
      ? { readonly data: FailureData }
      : { readonly data?: FailureData }),
): JobErrorByTag<Tag> => {
  const error = taggedError(tag, fields);
  // The tag decides the member of the union; the compiler cannot follow that through Extract.
  return Object.assign(error, { data: fields.data ?? null }) as unknown as JobErrorByTag<Tag>;
};

/** The error for a job that is not acceptable, with every problem in its message and details. @public */
export const badJob = (problems: readonly Problem[], heading = ''): JobErrorByTag<'BadJobError'> =>
  jobError('BadJobError', {
    code: 'job.bad',
    message: describeProblems(problems, heading),
    details: { problems },
  });

/** The error for a run whose signal was aborted while the named phase was under way. @public */
export const jobAborted = (phase: string, cause?: unknown): JobErrorByTag<'JobAbortedError'> =>
  jobError('JobAbortedError', {
    code: 'job.aborted',
    message: `Job aborted during ${phase}`,
    details: { phase },
    ...(cause === undefined ? {} : { cause }),
  });

/**
 * Wraps whatever was thrown where nothing should be thrown. A job error stays as it is, a port's `Aborted` becomes a
 * `JobAbortedError`, and the error of a port keeps its `retryable`.
 * @public
 */
export const unexpected = (cause: unknown): JobError => {
  if (isJobError(cause)) return cause;
  if (hasTag(cause, 'Aborted')) return jobAborted('run', cause);
  return jobError('UnexpectedError', {
    code: 'job.unexpected',
    message: `Unexpected error: ${cause instanceof Error ? cause.message : String(cause)}`,
    retryable: isPortError(cause) && cause.retryable,
    details: {},
    cause,
  });
};

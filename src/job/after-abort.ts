import type { JobError } from './job-error.js';
import { jobAborted } from './make-job-error.js';

/**
 * What a run gives once its signal has been aborted: what is thrown then comes of that, a call that was given up or a file
 * that is gone, and is no fault of its own. Any other error stays as it is.
 */
export const afterAbort =
  (signal: AbortSignal) =>
  (error: JobError): JobError =>
    error._tag === 'UnexpectedError' && signal.aborted ? jobAborted('run', error) : error;

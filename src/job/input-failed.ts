import type { PortError } from '../ports/port-error.js';
import type { InputError, JobAbortedError } from './job-error.js';
import { jobAborted, jobError } from './make-job-error.js';

/**
 * Makes the error for something that a job works on and that could not be had: the object that its payload names, a
 * script, a list. Whether the same run may succeed later is for the port's error to say.
 * @param input - what was wanted, e.g. `s3://bucket/key`; it is shown, so no secret
 * @param cause - the port's error; left out when nothing is there. `Aborted` gives a `JobAbortedError`
 * @public
 */
export const inputFailed = (input: string, cause?: PortError): InputError | JobAbortedError => {
  if (cause === undefined)
    return jobError('InputError', {
      code: 'input.missing',
      message: `There is no ${input}`,
      details: { input, reason: 'missing' },
    });
  if (cause._tag === 'Aborted') return jobAborted('input', cause);
  return jobError('InputError', {
    code: 'input.unreadable',
    message: `Cannot read ${input}: ${cause.message}`,
    retryable: cause.retryable,
    details: { input, reason: cause._tag },
    cause,
  });
};

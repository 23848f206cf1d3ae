import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { StateLookup } from '../ports/state-lookup.js';
import type { JobContext } from './job-context.js';
import type { JobError } from './job-error.js';
import type { Job } from './job.js';
import { jobAborted, jobError } from './make-job-error.js';

/**
 * Overlays the defaults in `job.state` with the values that are stored now. An item that is not stored keeps its
 * default. The look-up is one call for all items; a job without state makes none.
 */
export const importState =
  (lookup: StateLookup, signal: AbortSignal) =>
  (job: Job): TE.TaskEither<JobError, Job> => {
    const stateIds = Object.keys(job.state);
    if (stateIds.length === 0) return TE.right(job);
    return pipe(
      lookup.find({ realm: job.realm, stateIds }, { signal }),
      TE.mapLeft((cause): JobError =>
        cause._tag === 'Aborted'
          ? jobAborted('import-state', cause)
          : jobError('StateImportError', {
              code: `state.${cause._tag === 'InvalidData' ? 'bad-item' : 'unreadable'}`,
              message: `Cannot import state: ${cause.message}`,
              retryable: cause.retryable,
              details: { stateIds },
              cause,
            }),
      ),
      TE.map((stored) => ({
        ...job,
        state: Object.fromEntries(
          Object.entries(job.state).map(([id, value]) => [id, stored.has(id) ? stored.get(id) : value]),
        ),
      })),
    );
  };

/**
 * Gives a job with its current state: imported by this call unless the host has done it, as the context says. Every job
 * type does this once at its start.
 * @returns on the left a `StateImportError` or a `JobAbortedError`
 * @public
 */
export const withCurrentState = (
  lookup: StateLookup,
  job: Job,
  { state, signal }: Pick<JobContext, 'state' | 'signal'>,
): TE.TaskEither<JobError, Job> => (state === 'imported' ? TE.right(job) : importState(lookup, signal)(job));

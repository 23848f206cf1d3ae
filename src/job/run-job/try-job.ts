import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { afterAbort } from '../after-abort.js';
import type { Emit } from '../emit-event.js';
import type { JobContext } from '../job-context.js';
import type { JobError } from '../job-error.js';
import type { JobRecord } from '../job-record.js';
import type { JobResult } from '../job-result.js';
import type { JobType } from '../job-type.js';
import type { Job } from '../job.js';
import { jobAborted } from '../make-job-error.js';
import { pause } from '../pause.js';
import { safely } from '../safely.js';
import { forAttempt } from './augment-job.js';
import { failureResult } from './job-run.js';
import type { PerformActions } from './perform-actions.js';

/**
 * Runs a job until it succeeds, as often as its `iteration_limit` says, with its `iteration_delay` between attempts. All
 * attempts share the temporary directory. Actions follow each attempt. An aborted run is not tried again, and no actions
 * follow it.
 */
export const tryJob =
  (
    jobType: JobType,
    job: Job,
    { iteration_limit: limit, iteration_delay: delayMs }: JobRecord,
    context: JobContext,
    emit: Emit,
    perform: PerformActions,
  ): TE.TaskEither<JobError, JobResult> =>
  async () => {
    for (let iteration = 1; ; iteration += 1) {
      emit({ kind: 'running', info: `Iteration ${iteration}`, iteration });
      const attempt = forAttempt(job, iteration);
      // A job type may be a class, with nothing around its run.
      const result = await pipe(
        safely(jobType.run(attempt, context)),
        TE.mapLeft(afterAbort(context.signal)),
      )();
      if (E.isRight(result)) {
        await perform('on_success', attempt, result.right);
        return result;
      }
      if (result.left._tag === 'JobAbortedError') return result;
      const failure = failureResult(result.left, false);
      if (iteration >= limit) {
        await perform('on_fail', attempt, failure);
        return result;
      }
      emit({ kind: 'retrying', result: failure });
      await perform('on_retry', attempt, failure);
      await pause(context.clock, context.signal, delayMs);
      if (context.signal.aborted) return E.left(jobAborted('retry', result.left));
    }
  };

import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobContext } from './job-context.js';
import type { JobEventBody, Phase } from './job-event.js';
import type { Job } from './job.js';

/** Sends events of one run. @public */
export type Emit = (event: JobEventBody) => void;

/**
 * Makes the function that sends a run's events. A listener that throws is reported to the log and harms nothing.
 * @public
 */
export const makeEmit =
  (
    job: Pick<Job, 'job_id' | 'run_id'>,
    { events, clock, logger }: Pick<JobContext, 'events' | 'clock' | 'logger'>,
  ): Emit =>
  (event) => {
    try {
      events({ ...event, runId: job.run_id, jobId: job.job_id, epochMs: clock.now() });
    } catch (cause) {
      logger.warn(`A listener failed on the event ${event.kind}`, { cause: String(cause) });
    }
  };

/**
 * Wraps a part of a run in the events that tell of its begin and end. Facts, if any are wanted, are what the end event
 * says of a success.
 * @public
 */
export const inPhase =
  (emit: Emit, clock: JobContext['clock']) =>
  <Failure, A>(
    phase: Phase,
    work: TE.TaskEither<Failure, A>,
    facts?: (result: A) => Readonly<Record<string, unknown>>,
  ): TE.TaskEither<Failure, A> =>
  async () => {
    const begin = clock.monotonic();
    const end = (outcome: 'ok' | 'failed', details?: Readonly<Record<string, unknown>>): void => {
      const durationMs = clock.monotonic() - begin;
      const told = details === undefined ? {} : { details };
      emit({ kind: 'phase-ended', phase, durationMs, outcome, ...told });
    };
    emit({ kind: 'phase-started', phase });
    try {
      const result = await work();
      if (E.isRight(result)) end('ok', facts?.(result.right));
      else end('failed');
      return result;
    } catch (cause) {
      end('failed');
      throw cause;
    }
  };

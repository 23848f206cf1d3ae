import type { Action } from '../action.js';
import type { Emit } from '../emit-event.js';
import type { JobContext } from '../job-context.js';
import type { JobResult } from '../job-result.js';
import type { Job } from '../job.js';
import type { Realm } from '../realm.js';
import type { FailureResult } from './job-run.js';

/** When actions are due: after a success, after the last failure, after a failure that another attempt follows. @public */
export type ActionOccasion = 'on_success' | 'on_fail' | 'on_retry';

/** Actions that are due, and what lava gives to their templates besides `utils`. @public */
export interface DueActions {
  readonly occasion: ActionOccasion;
  /** The job's own for the occasion, or else the realm's; never empty. To be performed in this order. */
  readonly actions: readonly Action[];
  readonly job: Job;
  readonly realm: Realm;
  readonly result: JobResult | FailureResult;
  /** Aborted when the run must stop. */
  readonly signal: AbortSignal;
}

/**
 * Performs actions. In lava the first action that fails ends the others: reject then. A rejection is told to the log and
 * as the event `action_failed`, and never changes the outcome of the job.
 * @public
 */
export type ActionHook = (due: DueActions) => Promise<void>;

/** Performs the actions of an occasion, if there are any, and waits for them. Never rejects. */
export type PerformActions = (
  occasion: ActionOccasion,
  job: Job,
  result: DueActions['result'],
) => Promise<void>;

/** Makes the function that performs the actions of a run. Without a hook nothing is done. */
export const makePerformActions =
  (
    hook: ActionHook | undefined,
    { realm, signal, logger }: Pick<JobContext, 'realm' | 'signal' | 'logger'>,
    emit: Emit,
  ): PerformActions =>
  async (occasion, job, result) => {
    const actions = job[occasion] ?? realm[occasion] ?? [];
    if (hook === undefined || actions.length === 0) return;
    try {
      await hook({ occasion, actions, job, realm, result, signal });
    } catch (cause) {
      const info = cause instanceof Error ? cause.message : String(cause);
      logger.warn(`An action of ${occasion} failed: ${info}`, { jobId: job.job_id, runId: job.run_id });
      emit({ kind: 'action_failed', info });
    }
  };

import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { TemplateRenderer } from '../../ports/template-renderer.js';
import { configItem, type ConfigSources } from '../config.js';
import { wholeNumber } from '../decode/scalars.js';
import { duration } from '../duration.js';
import type { JobError } from '../job-error.js';
import type { JobRecord } from '../job-record.js';
import type { Job } from '../job.js';
import { jobAborted, jobError } from '../make-job-error.js';
import type { Realm } from '../realm.js';
import { runDelayMs } from './augment-job.js';

/** lava's limits on retries, unless configuration says otherwise. */
const defaultIterationMaxLimit = 10;
const defaultIterationMaxDelayMs = 5 * 60_000;

/** A run that ends before it begins, without being a failure. */
export interface Stopped {
  readonly _tag: 'Stopped';
  readonly status: 'skipped' | 'rejected';
  readonly reason: string;
}

/** Checks the limits that a job and its realm set to its runs. */
export const checkLimits = (record: JobRecord, job: Job, config: ConfigSources): E.Either<Stopped, void> => {
  const reason = rejection(record, job, config);
  return reason === undefined ? E.right(undefined) : E.left({ _tag: 'Stopped', status: 'rejected', reason });
};

const rejection = (record: JobRecord, job: Job, config: ConfigSources): string | undefined => {
  const limit = orElse(
    wholeNumber.decode(configItem('ITERATION_MAX_LIMIT', config)),
    defaultIterationMaxLimit,
  );
  const maxDelay = orElse(
    duration.decode(configItem('ITERATION_MAX_DELAY', config)),
    defaultIterationMaxDelayMs,
  );
  if (record.max_run_delay !== undefined && runDelayMs(job) > record.max_run_delay)
    return `Run delay of ${runDelayMs(job) / 1000} seconds exceeds max_run_delay of ${record.max_run_delay / 1000} seconds`;
  if (record.iteration_limit > limit)
    return `iteration_limit of ${record.iteration_limit} exceeds the maximum of ${limit}`;
  // The original takes a limit below 1 for a success without running anything.
  if (record.iteration_limit < 1) return `iteration_limit of ${record.iteration_limit} is below 1`;
  if (record.iteration_delay > maxDelay)
    return `iteration_delay of ${record.iteration_delay / 1000} seconds exceeds the maximum of ${maxDelay / 1000} seconds`;
  return undefined;
};

const orElse = <A>(decoded: E.Either<unknown, A>, fallback: A): A =>
  E.isRight(decoded) ? decoded.right : fallback;

/** Renders a template that belongs to the job itself, outside its parameters. */
export const renderJobTemplate = (
  renderer: TemplateRenderer,
  realm: Realm,
  job: Job,
  signal: AbortSignal,
) => {
  const { globals, state } = job;
  const variables = { job, realm, globals, state, start: job.ts_start, ustart: job.ts_ustart };
  return (template: string, field: string): TE.TaskEither<JobError, string> =>
    pipe(
      renderer.render(template, variables, { signal }),
      TE.mapLeft((cause) =>
        cause._tag === 'Aborted'
          ? jobAborted('render', cause)
          : jobError('RenderError', {
              code: 'template.failed',
              message: `Bad ${field}: ${cause.message}`,
              details: { field },
              cause,
            }),
      ),
    );
};

/** Says that a job which is not enabled does not run. */
export const checkEnabled = (enabled: boolean): E.Either<Stopped, void> =>
  enabled ? E.right(undefined) : E.left({ _tag: 'Stopped', status: 'skipped', reason: 'Not enabled' });

import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { checkParameters } from '../check-parameters.js';
import { type Emit, makeEmit } from '../emit-event.js';
import { importState } from '../import-state.js';
import type { JobContext } from '../job-context.js';
import type { JobError } from '../job-error.js';
import type { JobResult } from '../job-result.js';
import type { JobTypeRegistry } from '../job-type-registry.js';
import type { JobType } from '../job-type.js';
import type { Job } from '../job.js';
import { jobAborted, jobError, unexpected } from '../make-job-error.js';
import { safely } from '../safely.js';
import { checkEnabled, checkLimits, renderJobTemplate, type Stopped } from './gate.js';
import { debugEnabled, jobContext } from './job-context.js';
import { failureResult, type JobRun } from './job-run.js';
import { logEvent } from './log-event.js';
import type { RunJobOptions } from './options.js';
import { makePerformActions, type PerformActions } from './perform-actions.js';
import { prepareJob, type PreparedJob } from './prepare-job.js';
import { makeTemporaryDirectory, removeTemporaryDirectory } from './temporary-directory.js';
import { tryJob } from './try-job.js';

/** Runs a job: what `runJob` promises. */
export const stepsOfRun =
  (registry: JobTypeRegistry, job: unknown, realm: unknown, options: RunJobOptions): T.Task<JobRun> =>
  async () => {
    const prepared = prepareJob(job, realm, options);
    if (E.isLeft(prepared))
      return { status: 'failed', error: prepared.left, result: failureResult(prepared.left, false) };
    const context = jobContext(prepared.right.job, prepared.right.realm, options);
    const emit = makeEmit(prepared.right.job, context);
    const steps = runPrepared(registry, prepared.right, context, emit, options);
    return endOfRun(prepared.right.job.run_id, await steps(), context, emit);
  };

/** The steps of a worker around the handler of a job. */
const runPrepared = (
  registry: JobTypeRegistry,
  { record, job, realm }: PreparedJob,
  context: JobContext,
  emit: Emit,
  options: RunJobOptions,
): TE.TaskEither<JobError | Stopped, JobResult> => {
  const perform = makePerformActions(options.actions, context, emit);
  return pipe(
    TE.fromEither(checkEnabled(record.enabled !== false)),
    TE.chainFirstIOK(() => () => {
      emit({ kind: 'starting' });
    }),
    TE.chainEitherKW(() => checkLimits(record, job, context)),
    TE.chainEitherKW(() => notAborted(context)),
    TE.chainEitherKW(() => findJobType(registry, record.type)),
    TE.bindTo('jobType'),
    // A job that may yet turn out not to be enabled is checked when that is known.
    TE.chainFirstW(({ jobType }) =>
      record.enabled === true ? check(jobType, job, context, perform) : unchecked,
    ),
    TE.bindW('current', () => safely(importState(options.state, context.signal)(job))),
    TE.let('render', ({ current }) => renderJobTemplate(options.renderer, realm, current, context.signal)),
    TE.chainFirstW(({ render }) => TE.fromTask(logEvent(record.event_log, render, emit))),
    TE.chainFirstW(({ render }) => checkEnabledTemplate(record.enabled, render)),
    TE.chainFirstW(({ jobType, current }) =>
      record.enabled === true ? unchecked : check(jobType, current, context, perform),
    ),
    TE.chainW(({ jobType, current }) =>
      inTemporaryDirectory(options.temporaryRoot, current, context, (inDirectory) =>
        tryJob(jobType, current, record, inDirectory, emit, perform),
      ),
    ),
  );
};

/** Text in `enabled` is a template, and `true` is what it must give. */
const checkEnabledTemplate = (
  enabled: boolean | string,
  render: ReturnType<typeof renderJobTemplate>,
): TE.TaskEither<JobError | Stopped, void> =>
  typeof enabled === 'boolean'
    ? TE.right(undefined)
    : pipe(
        safely(render(enabled, 'enabled')),
        TE.chainEitherKW((text) => checkEnabled(text.trim().toLowerCase() === 'true')),
      );

const unchecked: TE.TaskEither<JobError, unknown> = TE.right(undefined);

/** Checks a job before anything is contacted or made for it. A bad job has failed, and its actions are due. */
const check =
  (
    jobType: JobType,
    job: Job,
    context: JobContext,
    perform: PerformActions,
  ): TE.TaskEither<JobError, unknown> =>
  async () => {
    const checked = checkWith(jobType, job, context);
    if (E.isLeft(checked)) await perform('on_fail', job, failureResult(checked.left, false));
    return checked;
  };

const checkWith = (jobType: JobType, job: Job, context: JobContext): E.Either<JobError, unknown> => {
  try {
    return jobType.check === undefined
      ? checkParameters(jobType.parameters, job)
      : jobType.check(job, context);
  } catch (cause) {
    return E.left(unexpected(cause));
  }
};

const notAborted = ({ signal }: JobContext): E.Either<JobError, void> =>
  signal.aborted ? E.left(jobAborted('start')) : E.right(undefined);

const findJobType = (registry: JobTypeRegistry, type: string): E.Either<JobError, JobType> =>
  E.fromNullable<JobError>(
    jobError('UnknownJobTypeError', {
      code: 'job.unknown-type',
      message: `Unknown job type: ${type}; this worker knows ${registry.types.join(', ')}`,
      details: { type, known: registry.types },
    }),
  )(registry.find(type));

/** Runs some work in the run's own directory, which is made before and removed after it. */
const inTemporaryDirectory = <A>(
  root: string,
  job: Job,
  context: JobContext,
  work: (context: JobContext) => TE.TaskEither<JobError, A>,
): TE.TaskEither<JobError, A> =>
  TE.bracketW(
    makeTemporaryDirectory(root, job.run_id),
    (temporaryDirectory) => safely(work({ ...context, temporaryDirectory })),
    (temporaryDirectory) => TE.fromTask(() => removeTemporaryDirectory(temporaryDirectory, context.logger)),
  );

/** Tells the event sink and the caller what became of the run. */
const endOfRun = (
  runId: string,
  ended: E.Either<JobError | Stopped, JobResult>,
  context: JobContext,
  emit: Emit,
): JobRun => {
  if (E.isRight(ended)) {
    emit({ kind: 'complete', result: ended.right });
    return { status: 'complete', result: { ...ended.right, error: null }, runId };
  }
  if (ended.left._tag === 'Stopped') {
    const { status, reason } = ended.left;
    emit({ kind: status, info: reason });
    return { status, reason, result: {}, runId };
  }
  const result = failureResult(ended.left, debugEnabled(context));
  emit({ kind: 'failed', result });
  return { status: 'failed', error: ended.left, result, runId };
};

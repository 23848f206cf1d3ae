import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { deadline, delayedAbort } from '../job/delayed-abort.js';
import type { JobError } from '../job/job-error.js';
import { makeOutputLog, type OutputLog } from '../job/program/output-log.js';
import { storeOutput, type StoredOutput } from '../job/program/store-output.js';
import { safely } from '../job/safely.js';
import type { ContainerEngine, EngineError } from '../ports/container-engine.js';
import type { Container, ContainerSpec, StartFailed } from '../ports/container.js';
import { type OutputCollector, collectOutput } from './collect-output.js';
import type { DockerRun } from './docker-run.js';
import { engineFailure } from './engine-failure.js';
import { keepPromises } from './keep-promises.js';
import type { Outcome } from './outcome.js';
import { supervise } from './supervise.js';

/** Removing a container has this long, whatever happened before. */
const removeMs = 60_000;

/** What became of a container that was started. */
export interface ContainerReport {
  readonly containerId: string;
  readonly containerName: string;
  readonly outcome: Outcome;
  readonly log: StoredOutput;
  /** Bytes of output. */
  readonly logBytes: number;
  /** False when output may be missing. */
  readonly logComplete: boolean;
  /** The last bytes of the output, as text. */
  readonly tail: string;
}

/** Which container is run, and how. */
export interface ContainerPlan {
  /** The image's name, for messages. */
  readonly image: string;
  readonly spec: ContainerSpec;
  readonly timeoutMs: number;
  /** Called when the container has been created, before its start; it is not started after a failure. */
  readonly prepare: (container: Container) => TE.TaskEither<JobError, void>;
}

/**
 * Creates a container, runs it to its end, stores its log and removes it. The container and everything around it is
 * gone when this settles, whatever the outcome.
 */
export const runContainer = (
  run: DockerRun,
  engine: ContainerEngine,
  { image, spec, timeoutMs, prepare }: ContainerPlan,
): TE.TaskEither<JobError, ContainerReport> =>
  TE.bracket(
    run.phase(
      'create',
      pipe(
        engine.createContainer(spec, { signal: run.context.signal }),
        TE.bimap(engineFailure('create', image), keepPromises),
      ),
    ),
    (container) =>
      safely(
        pipe(
          prepare(container),
          TE.chain(() => runCreated(run, container, image, timeoutMs)),
        ),
      ),
    (container) => run.phase('remove', () => removeContainer(run, container)),
  );

const runCreated =
  (
    run: DockerRun,
    container: Container,
    image: string,
    timeoutMs: number,
  ): TE.TaskEither<JobError, ContainerReport> =>
  async () => {
    const { context, options } = run;
    const settle = delayedAbort(context.signal, context.clock, options.settleMs);
    const log = makeOutputLog({
      directory: options.spoolDirectory,
      fileName: `${context.newId()}.log`,
    });
    try {
      const started = await run.phase('run', () =>
        runToEnd(run, container, image, timeoutMs, log, settle.signal),
      )();
      if (E.isLeft(started)) return started;
      const stored = await inStorePhase(run, log, settle.signal);
      return E.right({
        containerId: container.id,
        containerName: container.name,
        outcome: started.right.outcome,
        log: stored,
        logBytes: log.size(),
        logComplete: started.right.logComplete,
        tail: log.tail(),
      });
    } finally {
      settle.dispose();
      await log.dispose();
    }
  };

const inStorePhase = async (run: DockerRun, log: OutputLog, signal: AbortSignal): Promise<StoredOutput> => {
  const storage = { objects: run.deps.objects, attempts: run.options.storeAttempts, signal };
  const stored = await run.phase(
    'store-log',
    TE.rightTask(() => storeOutput(log, `${run.context.s3Temp}/logs`, run.context, storage)),
    () => ({
      bytes: log.size(),
    }),
  )();
  return E.getOrElse<never, StoredOutput>((never) => never)(stored);
};

/** Attaches, starts and supervises; the output is in the log when this settles. */
const runToEnd = async (
  run: DockerRun,
  container: Container,
  image: string,
  timeoutMs: number,
  log: OutputLog,
  settleSignal: AbortSignal,
): Promise<E.Either<JobError, { readonly outcome: Outcome; readonly logComplete: boolean }>> => {
  const { clock, signal, killSignal } = run.context;
  const output = await container.attach({ signal })();
  if (E.isLeft(output)) return E.left(engineFailure('attach', image)(output.left));
  const collector = collectOutput(container, output.right, {
    log,
    emit: run.emit,
    clock,
    signal: settleSignal,
  });
  const started = await startCollected(container, collector, signal, settleSignal);
  if (E.isLeft(started)) return E.left(engineFailure('start', image)(started.left));
  const { outcome, end } = await supervise(container, {
    clock,
    signal,
    ...(killSignal === undefined ? {} : { killSignal }),
    settleSignal,
    timeoutMs,
    stopGraceMs: run.options.stopGraceMs,
  });
  return E.right({ outcome, logComplete: (await collector.finish(end)) && log.failure() === undefined });
};

/** Starts the container; when that fails its output is given up. */
const startCollected = async (
  container: Container,
  collector: OutputCollector,
  signal: AbortSignal,
  settleSignal: AbortSignal,
): Promise<StartResult> => {
  const started = await container.start({ signal })();
  if (E.isRight(started) || (await hasStarted(container, started.left, settleSignal)))
    return E.right(undefined);
  await collector.close();
  return started;
};

type StartResult = Awaited<ReturnType<ReturnType<Container['start']>>>;

/** A start whose answer was lost, or not waited for, may have happened: the engine knows. */
const hasStarted = async (
  container: Container,
  failure: EngineError | StartFailed,
  settleSignal: AbortSignal,
): Promise<boolean> => {
  if (failure._tag === 'StartFailed' || failure._tag === 'EngineRefused') return false;
  const state = await container.inspect({ signal: settleSignal })();
  return E.isRight(state) && O.isSome(state.right) && state.right.value.status !== 'created';
};

/** Removes the container on a deadline of its own. A failure is told to the log: the outcome of the job stands. */
const removeContainer = async (run: DockerRun, container: Container): Promise<E.Either<never, void>> => {
  const { clock, logger } = run.context;
  const limit = deadline(clock, removeMs);
  const removed = await container.remove({ signal: limit.signal })();
  limit.dispose();
  if (E.isLeft(removed))
    logger.error(`Container ${container.name} could not be removed: ${removed.left.message}`, {
      containerId: container.id,
    });
  return E.right(undefined);
};

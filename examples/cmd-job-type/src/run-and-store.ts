import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  defaultSpoolDirectory,
  delayedAbort,
  type Emit,
  inPhase,
  type Job,
  jobAborted,
  type JobContext,
  type JobError,
  type JobResult,
  lavaVariables,
  makeEmit,
  makeOutputLog,
  type OutputLog,
  type RenderedProgram,
  storeOutput,
  type StoredOutput,
} from 'lava-docker-job';

import type { CmdDeps, CmdOptions } from './cmd-job-type.js';
import { report } from './report.js';
import { type CommandEnd, runCommand } from './run-command.js';

/** A command that is ready to run. */
export interface ReadyCommand {
  readonly job: Job<unknown>;
  readonly context: JobContext;
  readonly deps: CmdDeps;
  readonly options: CmdOptions;
  readonly program: RenderedProgram;
  readonly timeoutMs: number;
}

/** The two streams of a command, each in its own log, as lava stores them. */
interface Logs {
  readonly stdout: OutputLog;
  readonly stderr: OutputLog;
}

// #region run
/** Runs a command, stores what it has written, and reports. */
export const runAndStore = (ready: ReadyCommand): TE.TaskEither<JobError, JobResult> =>
  TE.bracket(
    TE.fromIO(() => openLogs(ready)),
    (logs) => runWith(ready, logs),
    (logs) => TE.fromTask(() => closeLogs(logs)),
  );

const runWith = (ready: ReadyCommand, logs: Logs): TE.TaskEither<JobError, JobResult> => {
  const { job, context } = ready;
  if (context.signal.aborted) return TE.left(jobAborted('run'));
  const emit = makeEmit(job, context);
  const phase = inPhase(emit, context.clock);
  // What an aborted command has written is still stored: for that there is a signal of its own.
  const settle = delayedAbort(context.signal, context.clock, ready.options.settleMs ?? 60_000);
  return pipe(
    phase('run', TE.fromTask<CommandEnd, JobError>(run(ready, logs, emit))),
    TE.bindTo('end'),
    TE.bind('stored', () => phase('store-log', TE.fromTask(store(ready, logs, settle.signal)))),
    TE.chainEitherK(({ end, stored }) => report(ready, end, stored, logs.stderr.tail())),
    T.chainFirstIOK(() => settle.dispose),
  );
};
// #endregion run

const openLogs = ({ context, options }: ReadyCommand): Logs => {
  const directory = options.spoolDirectory ?? defaultSpoolDirectory(context.host);
  const open = (): OutputLog => makeOutputLog({ directory, fileName: `${context.newId()}.log` });
  return { stdout: open(), stderr: open() };
};

const closeLogs = async ({ stdout, stderr }: Logs): Promise<void> => {
  await stdout.dispose();
  await stderr.dispose();
};

const run =
  ({ job, context, program, timeoutMs }: ReadyCommand, logs: Logs, emit: Emit): T.Task<CommandEnd> =>
  () =>
    runCommand({
      words: program.words,
      directory: context.temporaryDirectory,
      // As in lava, a command has the environment of its worker, then the job's own, then what lava documents.
      environment: {
        ...defined(context.environment),
        ...program.environment,
        ...lavaVariables(job, context),
      },
      timeoutMs,
      clock: context.clock,
      signal: context.signal,
      take: async (stream, bytes) => {
        await (context.devMode ? show(context, bytes) : logs[stream].append(bytes));
        emit({ kind: 'output', stream, bytes });
      },
    });

const defined = (variables: JobContext['environment']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** In dev mode output is shown as it comes. A stream that fails loses it for nobody but itself. */
const show = ({ devOutput }: JobContext, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    devOutput.write(bytes, () => {
      resolve();
    });
  });

const store =
  ({ context, deps, options }: ReadyCommand, { stdout, stderr }: Logs, signal: AbortSignal) =>
  async (): Promise<Readonly<Record<keyof Logs, StoredOutput>>> => {
    const storage = { objects: deps.objects, attempts: options.storeAttempts ?? 3, signal };
    return {
      stdout: await storeOutput(stdout, `${context.s3Temp}/stdout`, context, storage),
      stderr: await storeOutput(stderr, `${context.s3Temp}/stderr`, context, storage),
    };
  };

import * as E from 'fp-ts/lib/Either.js';

import { makeJobTypeRegistry } from '../job/job-type-registry.js';
import { jsonText } from '../job/json-text.js';
import type { JobRun } from '../job/run-job/job-run.js';
import { runJob } from '../job/run-job/run-job.js';
import { complain } from './complain.js';
import { exitCodeOf } from './exit-code.js';
import { type LiveView, makeLiveView } from './live-view.js';
import { listenForStop } from './stop-requests.js';
import { summarise } from './summary.js';
import type { Terminal } from './terminal.js';
import { withWorkDirectory } from './work-directory.js';
import { type CommonOptions, withWorker, type Worker } from './worker.js';

/** The options of `lava-docker-job run`. */
export interface RunCommandOptions extends CommonOptions {
  readonly dev: boolean;
  readonly json: boolean;
}

/** Runs one job of a realm, shows how it goes, and says what became of it. */
export const runCommand = (
  jobName: string,
  options: RunCommandOptions,
  terminal: Terminal,
): Promise<number> =>
  withWorker(options, terminal, async (worker) => {
    const job = await worker.readJob(jobName);
    if (E.isLeft(job)) return complain(terminal, job.left);
    const view = makeLiveView(terminal, { showOutput: !options.dev });
    const run = await runOnce(job.right, worker, options, terminal, view);
    view.end();
    tell(run, options, terminal, view, worker);
    return exitCodeOf(run);
  });

const runOnce = async (
  job: unknown,
  { docker, realm, options: workerOptions }: Worker,
  { dev, json }: RunCommandOptions,
  terminal: Terminal,
  view: LiveView,
): Promise<JobRun> => {
  const stop = listenForStop(terminal);
  try {
    return await withWorkDirectory((temporaryRoot) =>
      runJob(makeJobTypeRegistry([docker]), job, realm, {
        ...workerOptions,
        temporaryRoot,
        signal: stop.signal,
        killSignal: stop.killSignal,
        devMode: dev,
        devOutput: terminal.stdout,
        ...(json ? {} : { events: view.events }),
      })(),
    );
  } finally {
    stop.dispose();
  }
};

/** Says what became of the job. */
const tell = (
  run: JobRun,
  { json }: RunCommandOptions,
  { stdout, stderr }: Terminal,
  view: LiveView,
  { objectsFolder }: Worker,
): void => {
  if (json) {
    stdout.write(`${jsonText({ status: run.status, result: run.result, ...problemOf(run) })}\n`);
    return;
  }
  stderr.write(
    `\n${summarise(run, { phases: view.phases(), ...(objectsFolder === undefined ? {} : { objectsFolder }) })}`,
  );
};

/** What JSON tells of a run that did not complete. */
const problemOf = (run: JobRun): Readonly<Record<string, unknown>> => {
  if (run.status === 'skipped' || run.status === 'rejected') return { reason: run.reason };
  if (run.status !== 'failed') return {};
  const { code, message, details } = run.error;
  return { code, message, details };
};

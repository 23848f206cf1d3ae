import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { join, resolve } from 'node:path';

import { makeDockerEngineRuntime } from '../adapters/docker-engine/index.js';
import { makeJinjaJsRenderer } from '../adapters/jinja-js/index.js';
import { localHost, makeConsoleLogger, openLocalFolder } from '../adapters/local/index.js';
import { DockerJobType } from '../docker/docker-job-type.js';
import { makeJobTypeRegistry } from '../job/job-type-registry.js';
import { jsonText } from '../job/json-text.js';
import { runJob } from '../job/run-job/run-job.js';
import type { JobRun } from '../job/run-job/job-run.js';
import type { Logger } from '../ports/logger.js';
import { exitCodeOf, exitCodes } from './exit-code.js';
import { type LiveView, makeLiveView } from './live-view.js';
import { readJobFile } from './read-job-file.js';
import { summarise } from './summary.js';
import type { Terminal } from './terminal.js';
import { withWorkDirectory } from './work-directory.js';

/** The options of `lava-docker-job run`. */
export interface RunCommandOptions {
  readonly folder: string;
  readonly dev: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** Runs one job with the realm of a local folder, shows how it goes, and says what became of it. */
export const runCommand = async (
  jobFile: string,
  options: RunCommandOptions,
  terminal: Terminal,
): Promise<number> => {
  const job = await readJobFile(jobFile, terminal);
  if (E.isLeft(job)) return complain(terminal, job.left);
  const folder = resolve(terminal.workingDirectory, options.folder);
  const stop = new AbortController();
  const ignoreStop = terminal.onStop(() => {
    if (!stop.signal.aborted) terminal.stderr.write('\nStopping the job\n');
    stop.abort();
  });
  try {
    const view = makeLiveView(terminal, { showOutput: !options.dev });
    const run = await runInFolder(job.right, folder, options, terminal, view, stop.signal);
    if (E.isLeft(run)) return complain(terminal, run.left);
    tell(run.right, options, terminal, view, folder);
    return exitCodeOf(run.right);
  } finally {
    ignoreStop();
  }
};

const complain = ({ stderr }: Terminal, message: string): number => {
  stderr.write(`${message}\n`);
  return exitCodes.badInput;
};

/** Puts the adapters together and runs the job. On the left: the folder is of no use. */
const runInFolder = async (
  job: unknown,
  folder: string,
  options: RunCommandOptions,
  terminal: Terminal,
  view: LiveView,
  signal: AbortSignal,
): Promise<E.Either<string, JobRun>> => {
  const logger = makeConsoleLogger({
    level: options.verbose ? 'debug' : 'warn',
    write: (line) => terminal.stderr.write(line),
  });
  const local = openLocalFolder(folder, { logger });
  const realm = await local.readRealm({ signal })();
  if (E.isLeft(realm)) return E.left(realm.left.message);
  if (O.isNone(realm.right))
    return E.left(`${folder} has no realm.yaml: name a folder that has one with --folder`);
  const renderer = makeJinjaJsRenderer();
  const docker = new DockerJobType({ ...local, renderer, containers: engineRuntime(terminal, logger) });
  const stored = realm.right.value;
  return E.right(
    await withWorkDirectory((temporaryRoot) =>
      runJob(makeJobTypeRegistry([docker]), job, stored, {
        ...localHost({ environment: terminal.environment }),
        temporaryRoot,
        state: local.state,
        renderer,
        logger,
        signal,
        devMode: options.dev,
        devOutput: terminal.stdout,
        ...(options.json ? {} : { events: view.events }),
      })(),
    ),
  );
};

const engineRuntime = ({ environment, homeDirectory }: Terminal, logger: Logger) =>
  makeDockerEngineRuntime({ environment, homeDirectory, logger });

/** Says what became of the job. */
const tell = (
  run: JobRun,
  { json }: RunCommandOptions,
  { stdout, stderr }: Terminal,
  view: LiveView,
  folder: string,
): void => {
  if (json) {
    stdout.write(`${jsonText({ status: run.status, result: run.result, ...problemOf(run) })}\n`);
    return;
  }
  stderr.write(`\n${summarise(run, { phases: view.phases(), objectsFolder: join(folder, 'objects') })}`);
};

/** What JSON tells of a run that did not complete. */
const problemOf = (run: JobRun): Readonly<Record<string, unknown>> => {
  if (run.status === 'skipped' || run.status === 'rejected') return { reason: run.reason };
  if (run.status !== 'failed') return {};
  const { code, message, details } = run.error;
  return { code, message, details };
};

/**
 * A worker for the realm of a folder: `node main.js <folder> <worker>`. The folder is as docs/local-folder.md describes
 * it; dispatches are files in its folder `queue`.
 */
// #region wire
import { rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

import * as O from 'fp-ts/lib/Option.js';
import { makeCmdJobType } from 'lava-cmd-job-type';
import {
  type ActionHook,
  type ContainerRuntime,
  DockerJobType,
  type Logger,
  makeJobTypeRegistry,
  toPromise,
} from 'lava-docker-job';
import { makeDockerEngineRuntime } from 'lava-docker-job/adapters/docker-engine';
import { makeJinjaRenderer } from 'lava-docker-job/adapters/jinja';
import { localHost, makeConsoleLogger, openLocalFolder } from 'lava-docker-job/adapters/local';

import { makeFolderQueue } from './folder-queue.js';
import { work, type Worker } from './worker.js';

/** Which worker this is. */
export interface WorkerSettings {
  readonly folder: string;
  readonly name: string;
  readonly containers: ContainerRuntime;
  readonly logger: Logger;
  readonly stop: AbortSignal;
  readonly abort: AbortSignal;
}

/** Puts a worker together, once, at its start. */
export const makeFolderWorker = async (settings: WorkerSettings): Promise<Worker> => {
  const { folder, name, containers, logger, stop, abort } = settings;
  const local = openLocalFolder(folder, { logger });
  const host = localHost({ environment: process.env });
  const realm = O.toUndefined(await toPromise(local.readRealm({ signal: stop })));
  if (realm === undefined) throw new Error(`There is no realm in ${folder}`);
  const renderer = makeJinjaRenderer();
  const docker = new DockerJobType({ ...local, containers, renderer });
  return {
    queue: makeFolderQueue(path.join(folder, 'queue'), host.clock),
    jobs: local.jobs,
    jobTypes: makeJobTypeRegistry([docker, makeCmdJobType({ ...local, renderer })]),
    realm,
    run: {
      ...host,
      worker: name,
      // As in lava: one directory for each worker process, so that two of them do not get in each other's way.
      temporaryRoot: path.join(tmpdir(), 'lava', String(realm['realm']), `${name}.${process.pid}`),
      state: local.state,
      renderer,
      logger,
      actions: performActions(logger),
      events: ({ kind, jobId, runId }) => {
        logger.debug(kind, { jobId, runId });
      },
    },
    threads: 5,
    retries: 2,
    visibilityMs: 60_000,
    stop,
    abort,
  };
};

/** This worker knows one kind of action: `log`. The first that fails ends the others. */
const performActions =
  (logger: Logger): ActionHook =>
  ({ occasion, actions, job, result }) => {
    for (const { action } of actions) {
      if (action !== 'log') return Promise.reject(new Error(`No such action here: ${String(action)}`));
      logger.info(`${occasion} of ${job.job_id}`, { runId: job.run_id, exitStatus: result.exit_status });
    }
    return Promise.resolve();
  };
// #endregion wire

// #region main
/** The first signal lets what runs go on to its end, the second one stops it. */
const abortOnSignals = (): { readonly stop: AbortSignal; readonly abort: AbortSignal } => {
  const [stop, abort] = [new AbortController(), new AbortController()];
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(name, () => {
      if (stop.signal.aborted) abort.abort();
      else stop.abort();
    });
  return { stop: stop.signal, abort: abort.signal };
};

const [, program, folder = 'lava', name = 'core'] = process.argv;
if (program === import.meta.filename) {
  const logger = makeConsoleLogger({ level: 'info' });
  const containers = makeDockerEngineRuntime({ environment: process.env, homeDirectory: homedir(), logger });
  const signals = abortOnSignals();
  const worker = await makeFolderWorker({ folder, name, containers, logger, ...signals });
  logger.info(`Worker ${name} takes jobs from ${folder}`);
  await work(worker);
  await rm(worker.run.temporaryRoot, { recursive: true, force: true });
  logger.info('Nothing runs any more');
  process.exitCode = signals.abort.aborted ? 143 : 0;
}
// #endregion main

/**
 * Wires the docker job type with a local folder and an engine, and runs a job from a JSON file:
 * `node run-a-job.js job.json` beside a folder `lava` with a realm, as docs/local-folder.md describes it.
 */
// #region wire
import { readFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

import * as O from 'fp-ts/lib/Option.js';
import {
  type ContainerRuntime,
  DockerJobType,
  type JobRun,
  makeJobTypeRegistry,
  runJob,
  toPromise,
} from 'lava-docker-job';
import { makeDockerEngineRuntime } from 'lava-docker-job/adapters/docker-engine';
import { makeJinjaRenderer } from 'lava-docker-job/adapters/jinja';
import { localHost, makeConsoleLogger, openLocalFolder } from 'lava-docker-job/adapters/local';

/** Runs one job; an abort of the signal stops it. */
export type RunOne = (job: unknown, signal: AbortSignal) => Promise<JobRun>;

/** Puts a worker together, once, at its start. */
export const makeWorker = (folder: string, containers: ContainerRuntime): RunOne => {
  const logger = makeConsoleLogger({ level: 'warn' });
  const local = openLocalFolder(folder, { logger });
  const renderer = makeJinjaRenderer();
  const jobTypes = makeJobTypeRegistry([new DockerJobType({ ...local, containers, renderer })]);

  return async (job, signal) => {
    const realm = O.toUndefined(await toPromise(local.readRealm({ signal })));
    const run = runJob(jobTypes, job, realm, {
      ...localHost({ environment: process.env }),
      temporaryRoot: path.join(tmpdir(), 'my-worker'),
      state: local.state,
      renderer,
      logger,
      signal,
    });
    return run();
  };
};
// #endregion wire

// #region main
/** Runs the job of a file on the engine that the docker client would use. */
export const runFile = async (file: string, folder: string): Promise<JobRun> => {
  const containers = makeDockerEngineRuntime({ environment: process.env, homeDirectory: homedir() });
  const runOne = makeWorker(folder, containers);
  const stop = new AbortController();
  process.once('SIGTERM', () => {
    stop.abort();
  });
  return runOne(JSON.parse(await readFile(file, 'utf8')), stop.signal);
};

const [, program, jobFile] = process.argv;
if (program === import.meta.filename && jobFile !== undefined) {
  const run = await runFile(jobFile, 'lava');
  console.log(run.status, run.result);
}
// #endregion main

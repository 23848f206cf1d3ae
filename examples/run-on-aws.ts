/** Wires the docker job type with a lava installation on AWS: tables, parameters, registry tokens, logs. */
// #region wire
import { tmpdir } from 'node:os';
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
import { type AwsOptions, connectAws } from 'lava-docker-job/adapters/aws';
import { makeJinjaRenderer } from 'lava-docker-job/adapters/jinja';
import { localHost, makeConsoleLogger } from 'lava-docker-job/adapters/local';

/** A worker of one realm. */
export interface AwsWorker {
  /** Runs a job of the realm's table by its id; an abort of the signal stops it. */
  readonly run: (jobId: string, signal: AbortSignal) => Promise<JobRun>;
  /** Closes the connections to AWS. */
  readonly close: () => Promise<void>;
}

/** Puts a worker together, once, at its start; the realm is read once, as lava does. */
export const startWorker = async (
  realmName: string,
  options: AwsOptions,
  containers: ContainerRuntime,
): Promise<AwsWorker> => {
  const host = localHost({ environment: process.env });
  const aws = connectAws({ clock: host.clock, ...options });
  const renderer = makeJinjaRenderer();
  const logger = makeConsoleLogger({ level: 'warn' });
  const jobTypes = makeJobTypeRegistry([new DockerJobType({ ...aws, containers, renderer })]);
  const start = new AbortController();
  const realm = O.toUndefined(await toPromise(aws.realms.find(realmName, { signal: start.signal })));

  return {
    run: async (jobId, signal) => {
      const job = O.toUndefined(await toPromise(aws.jobs.find({ realm: realmName, jobId }, { signal })));
      const temporaryRoot = path.join(tmpdir(), 'my-worker');
      const around = { ...host, temporaryRoot, state: aws.state, renderer, logger, signal };
      return runJob(jobTypes, job, realm, around)();
    },
    close: aws.close,
  };
};
// #endregion wire

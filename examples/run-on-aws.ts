/** Wires the docker job type with a lava installation on AWS: tables, parameters, registry tokens, logs. */
// #region wire
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type ContainerRuntime,
  decodeRealm,
  DockerJobType,
  type JobRun,
  makeJobTypeRegistry,
  runJob,
  type SecretStore,
  toPromise,
} from 'lava-docker-job';
import {
  type AwsAdapters,
  type AwsOptions,
  connectAws,
  makeSsmSecretStore,
  parameterCacheOf,
} from 'lava-docker-job/adapters/aws';
import { makeJinjaRenderer } from 'lava-docker-job/adapters/jinja';
import { type LocalHost, localHost, makeConsoleLogger } from 'lava-docker-job/adapters/local';

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
  const start = new AbortController();
  const realm = O.toUndefined(await toPromise(aws.realms.find(realmName, { signal: start.signal })));
  const secrets = parametersOf(realm, aws, host);
  const jobTypes = makeJobTypeRegistry([new DockerJobType({ ...aws, secrets, containers, renderer })]);

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

/** Parameters are kept as the realm's configuration says; a realm that is wrong fails every run, and tells why. */
const parametersOf = (realm: unknown, aws: AwsAdapters, { clock, environment }: LocalHost): SecretStore => {
  const decoded = decodeRealm(realm);
  if (E.isLeft(decoded)) return aws.secrets;
  const cache = parameterCacheOf({ environment, realm: decoded.right });
  if (E.isLeft(cache)) throw new Error(cache.left.join('\n'));
  return makeSsmSecretStore(aws.clients, { clock, cache: cache.right });
};
// #endregion wire

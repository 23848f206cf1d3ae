import * as E from 'fp-ts/lib/Either.js';

import type { DockerJobType } from '../docker/docker-job-type.js';
import type { RunJobOptions } from '../job/run-job/options.js';
import { badInput, complain, type Complaint } from './complain.js';
import { makeLocalWorker } from './local-worker.js';
import type { Terminal } from './terminal.js';

/** The options that every command has. */
export interface CommonOptions {
  readonly folder: string;
  readonly verbose: boolean;
  /** Whether realm, job and everything else are on AWS instead of in the folder. */
  readonly aws?: boolean;
  readonly realm?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
}

/** What a command works with, put together from adapters. */
export interface Worker {
  /** The realm as it is stored. */
  readonly realm: unknown;
  readonly docker: DockerJobType;
  /** What `runJob` needs, but for a place for temporary directories. */
  readonly options: Omit<RunJobOptions, 'temporaryRoot'>;
  /** Reads the job that the command line names. */
  readonly readJob: (job: string) => Promise<E.Either<Complaint, unknown>>;
  /** The folder that stands for S3, if one does. */
  readonly objectsFolder?: string;
  readonly close: () => Promise<void>;
}

/** Puts a worker together for a command, and closes it after the work. */
export const withWorker = async (
  options: CommonOptions,
  terminal: Terminal,
  work: (worker: Worker) => Promise<number>,
): Promise<number> => {
  const worker = await makeWorker(options, terminal);
  if (E.isLeft(worker)) return complain(terminal, worker.left);
  try {
    return await work(worker.right);
  } finally {
    await worker.right.close();
  }
};

const makeWorker = async (
  options: CommonOptions,
  terminal: Terminal,
): Promise<E.Either<Complaint, Worker>> => {
  const { aws, realm, region, endpointUrl } = options;
  if (aws !== true) {
    return realm === undefined && region === undefined && endpointUrl === undefined
      ? makeLocalWorker(options, terminal)
      : E.left(badInput('--realm, --region and --endpoint-url go with --aws'));
  }
  if (realm === undefined) return E.left(badInput('--aws needs --realm <realm>'));
  // Nothing of AWS is loaded for a folder.
  const { makeAwsWorker } = await import('./aws-worker.js');
  return makeAwsWorker({ ...options, realm }, terminal);
};

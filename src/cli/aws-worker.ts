import * as E from 'fp-ts/lib/Either.js';

import { type AwsAdapters, connectAws, makeSsmSecretStore, parameterCacheOf } from '../adapters/aws/index.js';
import { makeDockerEngineRuntime } from '../adapters/docker-engine/index.js';
import { makeJinjaRenderer } from '../adapters/jinja/index.js';
import { type LocalHost, localHost } from '../adapters/local/index.js';
import { DockerJobType } from '../docker/docker-job-type.js';
import { decodeRealm } from '../job/realm-record.js';
import type { SecretStore } from '../ports/secret-store.js';
import type { RealmRecord } from '../ports/realm-store.js';
import { badInput, type Complaint, unreadable } from './complain.js';
import { makeLogger } from './logger.js';
import type { Terminal } from './terminal.js';
import type { CommonOptions, Worker } from './worker.js';

/** The options of a command whose realm is on AWS. */
export interface AwsWorkerOptions extends CommonOptions {
  readonly realm: string;
}

/**
 * Puts the adapters of AWS together; jobs are records of the realm's table. Credentials, and a region that is not given,
 * are what the SDK finds by itself. On the left: why the realm is of no use.
 */
export const makeAwsWorker = async (
  options: AwsWorkerOptions,
  terminal: Terminal,
): Promise<E.Either<Complaint, Worker>> => {
  const { environment } = terminal;
  const host = localHost({ environment });
  const connected = connect(options, host);
  if (E.isLeft(connected)) return connected;
  const aws = connected.right;
  const worker = await findRealm(aws, options.realm).then(
    E.chain((realm) => makeWorkerOf(aws, realm, host, options, terminal)),
  );
  if (E.isLeft(worker)) await aws.close();
  return worker;
};

/** Options that cannot be meant, such as a URL that is none, are the user's here and not the program's. */
const connect = (
  { region, endpointUrl }: AwsWorkerOptions,
  { clock }: LocalHost,
): E.Either<Complaint, AwsAdapters> =>
  E.tryCatch(
    () =>
      connectAws({
        clock,
        credentials: 'default-chain',
        ...(region === undefined ? {} : { region }),
        ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
      }),
    (cause) => badInput(cause instanceof Error ? cause.message : String(cause)),
  );

const never = { signal: new AbortController().signal };

const findRealm = async (aws: AwsAdapters, name: string): Promise<E.Either<Complaint, RealmRecord>> => {
  const realm = await aws.realms.find(name, never)();
  if (E.isLeft(realm)) return E.left(unreadable(realm.left.message));
  return E.fromOption(() => badInput(`No such realm: ${name} (table lava.realms)`))(realm.right);
};

const findJob = async (
  aws: AwsAdapters,
  realm: string,
  jobId: string,
): Promise<E.Either<Complaint, unknown>> => {
  const job = await aws.jobs.find({ realm, jobId }, never)();
  if (E.isLeft(job)) return E.left(unreadable(job.left.message));
  return E.fromOption(() => badInput(`No such job: ${jobId} (table lava.${realm}.jobs)`))(job.right);
};

const makeWorkerOf = (
  aws: AwsAdapters,
  realm: RealmRecord,
  host: LocalHost,
  { realm: realmName, verbose }: AwsWorkerOptions,
  terminal: Terminal,
): E.Either<Complaint, Worker> => {
  const { environment, homeDirectory } = terminal;
  const secrets = parameterStore(aws, realm, host);
  if (E.isLeft(secrets)) return secrets;
  const logger = makeLogger(verbose, terminal);
  const renderer = makeJinjaRenderer();
  const containers = makeDockerEngineRuntime({ environment, homeDirectory, logger });
  return E.right({
    realm,
    docker: new DockerJobType({ ...aws, secrets: secrets.right, renderer, containers }),
    options: { ...host, state: aws.state, renderer, logger },
    readJob: (jobId) => findJob(aws, realmName, jobId),
    close: aws.close,
  });
};

/** The realm says how parameters are kept. What else is wrong with its record, the command tells. */
const parameterStore = (
  aws: AwsAdapters,
  realm: RealmRecord,
  { clock, environment }: LocalHost,
): E.Either<Complaint, SecretStore> => {
  const decoded = decodeRealm(realm);
  if (E.isLeft(decoded)) return E.right(aws.secrets);
  const cache = parameterCacheOf({ environment, realm: decoded.right });
  return E.isLeft(cache)
    ? E.left(badInput(cache.left.join('\n')))
    : E.right(makeSsmSecretStore(aws.clients, { cache: cache.right, clock }));
};

import { lavaVariables } from '../job/program/lava-variables.js';
import type { DockerRun } from './docker-run.js';

/** The sources of a container's environment, besides the run itself. */
export interface EnvironmentSources {
  /** Proxy settings of the engine's client configuration. */
  readonly proxies: Readonly<Record<string, string>>;
  /** The job's own `env`, rendered. */
  readonly own: Readonly<Record<string, string>>;
  /** `LAVA_CONN_…` and `LAVA_CONNID_…`. */
  readonly connections: Readonly<Record<string, string>>;
}

/**
 * The environment of a container; what comes later wins: proxy settings, variables of the worker that the host chose to
 * hand on, the job's own, and those that lava documents. Without an `s3_key` in the realm `LAVA_S3_KEY` is not set.
 */
export const containerEnvironment = (
  run: DockerRun,
  { proxies, own, connections }: EnvironmentSources,
): Readonly<Record<string, string>> => ({
  ...proxies,
  ...forwarded(run),
  ...own,
  ...documented(run),
  ...connections,
});

const forwarded = ({ context, options }: DockerRun): Readonly<Record<string, string>> =>
  Object.fromEntries(
    options.forwardEnvironment.flatMap((name) => {
      const value = context.environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** What lava documents for every program, and what it documents for containers besides. */
const documented = ({ job, context }: DockerRun): Readonly<Record<string, string>> => ({
  ...lavaVariables(job, context),
  LAVA_S3_PAYLOAD: `${context.realm.s3_payloads}/${String(job.payload)}`,
  LAVA_TMP: context.temporaryDirectory,
});

import type * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import { lavaConnectors } from '../connections/lava-connectors.js';
import type { JobContext } from '../job/job-context.js';
import type { JobError } from '../job/job-error.js';
import type { JobResult } from '../job/job-result.js';
import type { JobType } from '../job/job-type.js';
import type { Job } from '../job/job.js';
import { safely } from '../job/safely.js';
import { checkDeps } from './check-deps.js';
import { decodeDockerJob } from './docker-job.js';
import {
  beginRun,
  type DockerJobTypeDeps,
  type DockerJobTypeOptions,
  type DockerRun,
  type DockerRunDeps,
} from './docker-run.js';
import { checkOptions } from './options.js';
import { dockerParameters, type DockerParameters } from './parameters.js';
import type { RenderedJob } from './rendered-job.js';
import { makeSharedPulls } from './shared-pulls.js';

/**
 * lava's `docker` job type: pulls an image, runs a container from it with the run's temporary directory mapped in, stops
 * it at its timeout, stores its log and reports its exit status.
 *
 * Any number of runs may go on at once. They share nothing but pulls: while one run pulls an image, others that need it
 * from the same engine with the same credentials wait for that pull.
 * @public
 */
export class DockerJobType implements JobType<DockerParameters> {
  readonly type = 'docker';
  readonly apiVersion = 1;
  readonly parameters = dockerParameters;
  readonly #deps: DockerRunDeps;
  readonly #options: DockerJobTypeOptions;
  readonly #pulls = makeSharedPulls();

  /** @throws TypeError when a port or an option is not acceptable: a fault of the host's program. */
  constructor(deps: DockerJobTypeDeps, options: DockerJobTypeOptions = {}) {
    checkDeps(deps);
    checkOptions(options);
    this.#deps = { ...deps, connectors: deps.connectors ?? lavaConnectors() };
    this.#options = options;
  }

  /** Checks payload, parameters and the docker connection's id. See {@link JobType.check}. */
  check(job: Job, context: JobContext): E.Either<JobError, unknown> {
    return decodeDockerJob(job, context);
  }

  /** Runs a docker job once. See {@link JobType.run} for what it promises. */
  run(job: Job, context: JobContext): TE.TaskEither<JobError, JobResult> {
    return safely(async () => {
      // Loaded with the first job: a host that starts does not wait for the steps of a run.
      const { runDockerJob } = await import('./run-docker-job.js');
      return runDockerJob(this.#begin(job, context))();
    });
  }

  /**
   * Renders a job without running it: what {@link DockerJobType.run} would give to the container, as far as it can be
   * known without connections, registry and engine. State is looked up; nothing else is contacted, nothing is made.
   */
  render(job: Job, context: JobContext): TE.TaskEither<JobError, RenderedJob> {
    return safely(async () => {
      const { renderDockerJob } = await import('./run-docker-job.js');
      return renderDockerJob(this.#begin(job, context))();
    });
  }

  #begin(job: Job, context: JobContext): DockerRun {
    return beginRun(this.#deps, this.#options, job, context, this.#pulls);
  }
}

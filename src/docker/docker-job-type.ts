import type * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobContext } from '../job/job-context.js';
import type { JobError } from '../job/job-error.js';
import type { JobResult } from '../job/job-result.js';
import type { JobType } from '../job/job-type.js';
import type { Job } from '../job/job.js';
import { safely } from '../job/safely.js';
import { containerEnvironment } from './container-environment.js';
import { containerSpec } from './container-spec.js';
import { decodeDockerJob } from './docker-job.js';
import { beginRun, type DockerJobTypeDeps, type DockerJobTypeOptions } from './docker-run.js';
import { checkOptions } from './options.js';
import { dockerParameters, type DockerParameters } from './parameters.js';
import { planRun } from './plan-run.js';
import { prepareImage } from './prepare-image.js';
import { renderedJob, type RenderedJob } from './rendered-job.js';
import { reportRun } from './report.js';
import { resolveConnection, resolveJobConnections, withEngine } from './resolve-connection.js';
import { runContainer } from './run-container.js';
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
  readonly #deps: DockerJobTypeDeps;
  readonly #options: DockerJobTypeOptions;
  readonly #pulls = makeSharedPulls();

  /** @throws TypeError when an option is not acceptable: a fault of the host's program. */
  constructor(deps: DockerJobTypeDeps, options: DockerJobTypeOptions = {}) {
    checkOptions(options);
    this.#deps = deps;
    this.#options = options;
  }

  /** Checks payload, parameters and the docker connection's id. See {@link JobType.check}. */
  check(job: Job, context: JobContext): E.Either<JobError, unknown> {
    return decodeDockerJob(job, context);
  }

  /** Runs a docker job once. See {@link JobType.run} for what it promises. */
  run(job: Job, context: JobContext): TE.TaskEither<JobError, JobResult> {
    const run = beginRun(this.#deps, this.#options, job, context, this.#pulls);
    const { phase } = run;
    return safely(
      pipe(
        planRun(run),
        TE.bind('handlers', ({ spec }) => phase('connections', resolveJobConnections(run, spec.connections))),
        TE.bind('resolved', ({ spec }) => phase('resolve', resolveConnection(run, spec.connectionId))),
        TE.chain(({ spec, program, handlers, resolved }) =>
          withEngine(run, resolved.connection, (engine) =>
            pipe(
              phase('pull', prepareImage(run, engine, spec.image, resolved)),
              TE.bindTo('used'),
              TE.let('container', ({ used }) =>
                containerSpec(run, used.image, {
                  command: program.command,
                  environment: containerEnvironment(run, {
                    proxies: engine.proxyEnvironment,
                    own: program.environment,
                    connections: handlers.environment,
                  }),
                  hostConfig: spec.hostConfig,
                }),
              ),
              TE.bind('report', ({ used, container }) =>
                runContainer(run, engine, used.reference, container, spec.timeoutMs),
              ),
              TE.chainEitherK(({ used, report }) => reportRun(used, report)),
            ),
          ),
        ),
      ),
    );
  }

  /**
   * Renders a job without running it: what {@link DockerJobType.run} would give to the container, as far as it can be
   * known without connections, registry and engine. State is looked up; nothing else is contacted, nothing is made.
   */
  render(job: Job, context: JobContext): TE.TaskEither<JobError, RenderedJob> {
    const run = beginRun(this.#deps, this.#options, job, context, this.#pulls);
    return safely(
      pipe(
        planRun(run),
        TE.map((plan) => renderedJob(run, plan)),
      ),
    );
  }
}

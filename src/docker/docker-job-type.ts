import type * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { lavaConnectors } from '../connections/lava-connectors.js';
import { connectionVariables, type DescribedConnection } from '../connections/written-connections.js';
import type { JobContext } from '../job/job-context.js';
import type { JobError } from '../job/job-error.js';
import type { JobResult } from '../job/job-result.js';
import type { JobType } from '../job/job-type.js';
import type { Job } from '../job/job.js';
import { safely } from '../job/safely.js';
import type { ContainerEngine } from '../ports/container-engine.js';
import { checkUserEntry } from './check-user-entry.js';
import { containerEnvironment } from './container-environment.js';
import { containerSpec } from './container-spec.js';
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
import { describeJobConnections, withConnectionFiles } from './job-connections.js';
import { planRun, type RunPlan } from './plan-run.js';
import { prepareImage } from './prepare-image.js';
import { renderedJob, type RenderedJob } from './rendered-job.js';
import { reportRun } from './report.js';
import { resolveConnection, type ResolvedConnection, withEngine } from './resolve-connection.js';
import { runContainer } from './run-container.js';
import { makeSharedPulls } from './shared-pulls.js';

/** All that is known of a run before its engine comes into it. */
interface PreparedRun extends RunPlan {
  readonly connections: readonly DescribedConnection[];
  readonly resolved: ResolvedConnection;
}

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

  /** @throws TypeError when an option is not acceptable: a fault of the host's program. */
  constructor(deps: DockerJobTypeDeps, options: DockerJobTypeOptions = {}) {
    checkOptions(options);
    this.#deps = { connectors: lavaConnectors(), ...deps };
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
        TE.bind('connections', ({ spec }) => phase('connections', describeJobConnections(run, spec))),
        TE.bind('resolved', ({ spec }) => phase('resolve', resolveConnection(run, spec.connectionId))),
        TE.chain((plan) =>
          withEngine(run, plan.resolved.connection, (engine) =>
            withConnectionFiles(run, plan.connections, runOnEngine(run, engine, plan)),
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

/** The second half of a run: pulls the image, runs the container and reports. */
const runOnEngine = (
  run: DockerRun,
  engine: ContainerEngine,
  { spec, program, connections, resolved }: PreparedRun,
): TE.TaskEither<JobError, JobResult> =>
  pipe(
    run.phase('pull', prepareImage(run, engine, spec.image, resolved)),
    TE.bindTo('used'),
    TE.let('container', ({ used }) =>
      containerSpec(run, used.image, {
        command: program.command,
        environment: containerEnvironment(run, {
          proxies: engine.proxyEnvironment,
          own: program.environment,
          connections: connectionVariables(connections),
        }),
        hostConfig: spec.hostConfig,
      }),
    ),
    TE.bind('report', ({ used, container }) =>
      runContainer(run, engine, {
        image: used.reference,
        spec: container,
        timeoutMs: spec.timeoutMs,
        check: (created) =>
          checkUserEntry(
            { container: created, image: used.reference, user: container.user ?? '' },
            connections,
            run.context,
          ),
      }),
    ),
    TE.chainEitherK(({ used, report }) => reportRun(used, report)),
  );

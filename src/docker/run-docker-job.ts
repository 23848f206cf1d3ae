import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { connectionVariables, type DescribedConnection } from '../connections/written-connections.js';
import type { JobError } from '../job/job-error.js';
import type { JobResult } from '../job/job-result.js';
import type { ContainerEngine } from '../ports/container-engine.js';
import { containerEnvironment } from './container-environment.js';
import { containerSpec } from './container-spec.js';
import type { DockerRun } from './docker-run.js';
import { describeJobConnections, removingConnectionFiles } from './job-connections.js';
import { planRun, type RunPlan } from './plan-run.js';
import { prepareConnections } from './prepare-connections.js';
import { prepareImage } from './prepare-image.js';
import { renderedJob, type RenderedJob } from './rendered-job.js';
import { reportRun } from './report.js';
import { resolveConnection, type ResolvedConnection, withEngine } from './resolve-connection.js';
import { runContainer } from './run-container.js';

/** All that is known of a run before its engine comes into it. */
interface PreparedRun extends RunPlan {
  readonly connections: readonly DescribedConnection[];
  readonly resolved: ResolvedConnection;
}

/** Runs a docker job: the way of a job, from its check to its report. */
export const runDockerJob = (run: DockerRun): TE.TaskEither<JobError, JobResult> =>
  pipe(
    planRun(run),
    TE.bind('connections', ({ spec }) => run.phase('connections', describeJobConnections(run, spec))),
    TE.bind('resolved', ({ spec }) => run.phase('resolve', resolveConnection(run, spec.connectionId))),
    TE.chain((plan) =>
      withEngine(run, plan.resolved.connection, (engine) =>
        removingConnectionFiles(run, plan.connections, runOnEngine(run, engine, plan)),
      ),
    ),
  );

/** Renders a docker job without running it. */
export const renderDockerJob = (run: DockerRun): TE.TaskEither<JobError, RenderedJob> =>
  pipe(
    planRun(run),
    TE.map((plan) => renderedJob(run, plan)),
  );

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
        prepare: (created) =>
          prepareConnections(
            { container: created, image: used.reference, own: container.user, imageUser: used.image.user },
            connections,
            run.context,
          ),
      }),
    ),
    TE.chainEitherK(({ used, report }) => reportRun(used, report)),
  );

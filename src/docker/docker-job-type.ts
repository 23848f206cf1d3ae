import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { importState } from '../job/import-state.js';
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
import { dockerParameters, type DockerParameters } from './parameters.js';
import { prepareImage } from './prepare-image.js';
import { renderProgram } from './render-program.js';
import { reportRun } from './report.js';
import { resolveConnection, resolveJobConnections, withEngine } from './resolve-connection.js';
import { runContainer } from './run-container.js';

/**
 * lava's `docker` job type: pulls an image, runs a container from it with the run's temporary directory mapped in, stops
 * it at its timeout, stores its log and reports its exit status.
 *
 * It holds no state between runs; any number of runs may go on at once.
 * @public
 */
export class DockerJobType implements JobType<DockerParameters> {
  readonly type = 'docker';
  readonly apiVersion = 1;
  readonly parameters = dockerParameters;
  readonly #deps: DockerJobTypeDeps;
  readonly #options: DockerJobTypeOptions;

  constructor(deps: DockerJobTypeDeps, options: DockerJobTypeOptions = {}) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Runs a docker job once. See {@link JobType.run} for what it promises. */
  run(job: Job, context: JobContext): TE.TaskEither<JobError, JobResult> {
    const run = beginRun(this.#deps, this.#options, job, context);
    const { phase } = run;
    return safely(
      pipe(
        phase('decode', TE.fromEither(decodeDockerJob(job, context))),
        TE.bindTo('spec'),
        TE.bind('current', () => phase('import-state', currentState(this.#deps, job, context))),
        TE.bind('program', ({ spec, current }) => phase('render', renderProgram(run, spec, current))),
        TE.bind('handlers', ({ spec }) => phase('connections', resolveJobConnections(run, spec.connections))),
        TE.bind('resolved', ({ spec }) => phase('resolve', resolveConnection(run, spec.connectionId))),
        TE.chain(({ spec, program, handlers, resolved }) =>
          withEngine(run, resolved.connection, (engine) =>
            pipe(
              phase('pull', prepareImage(run, engine, spec.image, resolved.login)),
              TE.bindTo('used'),
              TE.let('environment', () =>
                containerEnvironment(run, {
                  proxies: engine.proxyEnvironment,
                  own: program.environment,
                  connections: handlers.environment,
                }),
              ),
              TE.bind('report', ({ used, environment }) =>
                runContainer(
                  run,
                  engine,
                  used.reference,
                  containerSpec(run, {
                    image: used.image,
                    command: program.command,
                    environment,
                    hostConfig: spec.hostConfig,
                  }),
                  spec.timeoutMs,
                ),
              ),
              TE.chainEitherK(({ used, report }) => reportRun(used, report)),
            ),
          ),
        ),
      ),
    );
  }
}

/** Imports the state of a job unless its host has done so. */
const currentState = (
  { state }: DockerJobTypeDeps,
  job: Job,
  context: JobContext,
): TE.TaskEither<JobError, Job> =>
  context.state === 'imported' ? TE.right(job) : importState(state, context.signal)(job);

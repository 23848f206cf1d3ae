import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { withCurrentState } from '../job/import-state.js';
import type { JobError } from '../job/job-error.js';
import { decodeDockerJob, type DockerJob } from './docker-job.js';
import type { DockerRun } from './docker-run.js';
import { type Program, programOf } from './program.js';

/** A run as far as it is known before connections, registry and engine come into it. */
export interface RunPlan {
  readonly spec: DockerJob;
  readonly program: Program;
}

/** The first steps of a run: checks the job, imports its state and renders its program. */
export const planRun = (run: DockerRun): TE.TaskEither<JobError, RunPlan> => {
  const { deps, phase, job, context } = run;
  return pipe(
    phase('decode', TE.fromEither(decodeDockerJob(job, context))),
    TE.bindTo('spec'),
    TE.bind('current', () => phase('import-state', withCurrentState(deps.state, job, context))),
    TE.bind('program', ({ spec, current }) => phase('render', programOf(run, spec, current))),
  );
};

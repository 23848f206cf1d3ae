import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { importState } from '../job/import-state.js';
import type { JobError } from '../job/job-error.js';
import type { Job } from '../job/job.js';
import { decodeDockerJob, type DockerJob } from './docker-job.js';
import type { DockerRun } from './docker-run.js';
import { type Program, renderProgram } from './render-program.js';

/** A run as far as it is known before connections, registry and engine come into it. */
export interface RunPlan {
  readonly spec: DockerJob;
  readonly program: Program;
}

/** The first steps of a run: checks the job, imports its state and renders its program. */
export const planRun = (run: DockerRun): TE.TaskEither<JobError, RunPlan> => {
  const { phase, job, context } = run;
  return pipe(
    phase('decode', TE.fromEither(decodeDockerJob(job, context))),
    TE.bindTo('spec'),
    TE.bind('current', () => phase('import-state', currentState(run))),
    TE.bind('program', ({ spec, current }) => phase('render', renderProgram(run, spec, current))),
  );
};

/** Imports the state of a job unless its host has done so. */
const currentState = ({ deps, job, context }: DockerRun): TE.TaskEither<JobError, Job> =>
  context.state === 'imported' ? TE.right(job) : importState(deps.state, context.signal)(job);

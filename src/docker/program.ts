import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobError } from '../job/job-error.js';
import type { Job } from '../job/job.js';
import { type ProgramWord, renderProgram } from '../job/program/render-program.js';
import type { DockerJob } from './docker-job.js';
import type { DockerRun } from './docker-run.js';

/** What a container runs, rendered. */
export interface Program {
  /** Absent: the image's own command. */
  readonly command: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Renders the command and the environment of a docker job.
 * @param job - the job with its state imported
 */
export const programOf = (run: DockerRun, spec: DockerJob, job: Job): TE.TaskEither<JobError, Program> => {
  const { command, environment, jinja, vars } = spec;
  const words = (command ?? []).map(placed(spec));
  const templates = { words, environment, jinja, vars, heading: 'Bad command or args' };
  return pipe(
    renderProgram(run.deps.renderer, job, run.context, templates),
    TE.map((rendered) => ({
      command: command === undefined ? undefined : rendered.words,
      environment: rendered.environment,
    })),
  );
};

const placed =
  ({ commandWords }: DockerJob) =>
  (text: string, index: number): ProgramWord => ({
    field: index < commandWords ? 'parameters.command' : `parameters.args[${index - commandWords}]`,
    text,
  });

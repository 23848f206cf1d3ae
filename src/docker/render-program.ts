import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobError } from '../job/job-error.js';
import type { Job } from '../job/job.js';
import { jobAborted, jobError } from '../job/make-job-error.js';
import type { TemplateRendererError, TemplateVariables } from '../ports/template-renderer.js';
import type { DockerJob } from './docker-job.js';
import type { DockerRun } from './docker-run.js';

/** What a container runs, rendered. */
export interface Program {
  /** Absent: the image's own command. */
  readonly command: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/** A template, where it stands, and what a failure to render it is called. */
interface Template {
  readonly field: string;
  readonly heading: string;
  readonly text: string;
}

/**
 * Renders each word of the command, each argument and each value of the environment by itself, so that a value with
 * blanks stays one word. With `jinja: false` they stay as they are.
 * @param job - the job with its state imported
 */
export const renderProgram = (
  run: DockerRun,
  spec: DockerJob,
  job: Job,
): TE.TaskEither<JobError, Program> => {
  const { command, environment, jinja, vars } = spec;
  if (!jinja) return TE.right({ command, environment });
  const { globals, state } = job;
  const { realm } = run.context;
  const variables = { job, realm, globals, state, start: job.ts_start, ustart: job.ts_ustart, vars };
  const renderAll = TE.traverseSeqArray(renderOne(run, variables));
  return pipe(
    TE.Do,
    TE.apS('words', renderAll((command ?? []).map(commandTemplate(spec)))),
    TE.bind('values', () => renderAll(Object.entries(environment).map(variableTemplate))),
    TE.map(({ words, values }) => ({
      command: command === undefined ? undefined : words,
      environment: Object.fromEntries(
        Object.keys(environment).map((name, index) => [name, values[index] ?? '']),
      ),
    })),
  );
};

const renderOne =
  (run: DockerRun, variables: TemplateVariables) =>
  ({ field, heading, text }: Template): TE.TaskEither<JobError, string> =>
    pipe(
      run.deps.renderer.render(text, variables, { signal: run.context.signal }),
      TE.mapLeft(renderFailure(field, heading)),
      TE.filterOrElse(
        (rendered) => !rendered.includes('\0'),
        () => renderFailure(field, heading)({ message: 'the rendered text holds a NUL character' }),
      ),
    );

const renderFailure =
  (field: string, heading: string) =>
  (cause: TemplateRendererError | { readonly message: string }): JobError =>
    '_tag' in cause && cause._tag === 'Aborted'
      ? jobAborted('render', cause)
      : jobError('RenderError', {
          code: 'template.failed',
          message: `${heading}: ${cause.message}`,
          details: { field },
          cause,
        });

const commandTemplate =
  ({ commandWords }: DockerJob) =>
  (text: string, index: number): Template => ({
    field: index < commandWords ? 'parameters.command' : `parameters.args[${index - commandWords}]`,
    heading: 'Bad command or args',
    text,
  });

const variableTemplate = ([name, text]: readonly [string, string]): Template => ({
  field: `parameters.env.${name}`,
  heading: `Bad environment variable: ${name}`,
  text,
});

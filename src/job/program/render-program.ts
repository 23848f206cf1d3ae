import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type {
  TemplateRenderer,
  TemplateRendererError,
  TemplateVariables,
} from '../../ports/template-renderer.js';
import type { JobContext } from '../job-context.js';
import type { JobError } from '../job-error.js';
import type { Job } from '../job.js';
import { jobAborted, jobError } from '../make-job-error.js';

/** A word of a command line, and where it stands in the job: `parameters.args[1]`. @public */
export interface ProgramWord {
  readonly text: string;
  readonly field: string;
}

/** A command line and its environment as a job has them. @public */
export interface ProgramTemplates {
  readonly words: readonly ProgramWord[];
  /** Variables by name; they are taken for those of `parameters.env`. */
  readonly environment: Readonly<Record<string, string>>;
  /** False: nothing is a template, and everything stays as it is. */
  readonly jinja: boolean;
  /** The job's own variables for its templates. */
  readonly vars: Readonly<Record<string, unknown>>;
  /** How the message about a word that does not render begins, e.g. `Bad payload`. */
  readonly heading: string;
}

/** A command line and its environment as they are run. @public */
export interface RenderedProgram {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A template, where it stands, and what a failure to render it is called. */
interface Template extends ProgramWord {
  readonly heading: string;
}

/**
 * Renders each word of a command line and each value of its environment by itself, as lava does, so that a value with
 * blanks stays one word.
 * @param job - the job with its state imported
 * @returns on the left a `RenderError` that names the field, or a `JobAbortedError`
 * @public
 */
export const renderProgram = (
  renderer: TemplateRenderer,
  job: Job,
  context: JobContext,
  { words, environment, jinja, vars, heading }: ProgramTemplates,
): TE.TaskEither<JobError, RenderedProgram> => {
  if (!jinja) return TE.right({ words: words.map(({ text }) => text), environment });
  const { globals, state, ts_start: start, ts_ustart: ustart } = job;
  const variables = { job, realm: context.realm, globals, state, start, ustart, vars };
  const renderAll = TE.traverseSeqArray(renderOne(renderer, variables, context.signal));
  const names = Object.keys(environment);
  return pipe(
    TE.Do,
    TE.apS('words', renderAll(words.map((word) => ({ ...word, heading })))),
    TE.bind('values', () => renderAll(Object.entries(environment).map(variableTemplate))),
    TE.map((rendered) => ({
      words: rendered.words,
      environment: Object.fromEntries(names.map((name, index) => [name, rendered.values[index] ?? ''])),
    })),
  );
};

const renderOne =
  (renderer: TemplateRenderer, variables: TemplateVariables, signal: AbortSignal) =>
  ({ field, heading, text }: Template): TE.TaskEither<JobError, string> =>
    pipe(
      renderer.render(text, variables, { signal }),
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

const variableTemplate = ([name, text]: readonly [string, string]): Template => ({
  field: `parameters.env.${name}`,
  heading: `Bad environment variable: ${name}`,
  text,
});

import * as E from 'fp-ts/lib/Either.js';

import { hasTag, taggedError } from '../../job/tagged-error.js';
import type { Jinja, JinjaOptions, makeLavaVariables, TemplateError } from '../../jinja/index.js';
import type {
  NameVariables,
  TemplateFailed,
  TemplateRenderer,
  TemplateRendererError,
  TemplateVariables,
} from '../../ports/template-renderer.js';

/** What a template sees, as Python values. */
type PythonVariables = ReturnType<typeof makeLavaVariables>;

/** The language and the way into it, loaded when the first template is rendered. */
interface Language {
  readonly jinja: Jinja;
  readonly toPython: (variables: TemplateVariables | NameVariables) => PythonVariables;
}

/**
 * Makes the renderer that renders what Python's Jinja2 renders: the whole language with Python's values, lava's variables
 * and its `utils`. It keeps compiled templates, so make one for all jobs.
 *
 * Templates are not trusted: they see their variables and nothing else, and limits on steps, size, depth and time hold. A
 * render is synchronous work and never takes longer than its time limit. Templates that are rendered with the same
 * variables object share their values, as in lava: what one of them changes, the next one sees.
 * @param options - limits, time zone, and sources of time and chance; everything has a default
 * @public
 */
export const makeJinjaRenderer = (options: JinjaOptions = {}): TemplateRenderer => {
  let language: Promise<Language> | undefined;
  const converted = new WeakMap<TemplateVariables | NameVariables, PythonVariables>();
  return {
    render:
      (template, variables, { signal }) =>
      async () => {
        language ??= loadLanguage(options);
        const { jinja, toPython } = await language;
        if (signal.aborted) return E.left(aborted(signal));
        try {
          const values = converted.get(variables) ?? toPython(variables);
          converted.set(variables, values);
          return E.right(jinja.render(template, values));
        } catch (cause) {
          return E.left(failed(cause));
        }
      },
  };
};

const loadLanguage = async (options: JinjaOptions): Promise<Language> => {
  const { makeJinja, makeLavaVariables, variablesFromJs } = await import('../../jinja/index.js');
  const jinja = makeJinja(options);
  return {
    jinja,
    toPython: (variables) =>
      'start' in variables
        ? makeLavaVariables(jinja.makeRuntime(), variables)
        : variablesFromJs({ ...variables }),
  };
};

const aborted = (signal: AbortSignal): TemplateRendererError =>
  taggedError('Aborted', { code: 'template.aborted', message: 'Aborted', cause: signal.reason });

const failed = (cause: unknown): TemplateFailed =>
  taggedError('TemplateFailed', {
    code: 'template.failed',
    message: cause instanceof Error ? cause.message : String(cause),
    details: isTemplateError(cause) ? { line: cause.line, column: cause.column, excerpt: cause.excerpt } : {},
    cause,
  });

const isTemplateError = (cause: unknown): cause is TemplateError => hasTag(cause, 'TemplateError');

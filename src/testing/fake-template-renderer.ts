import * as E from 'fp-ts/lib/Either.js';

import { taggedError } from '../job/tagged-error.js';
import type {
  NameVariables,
  TemplateFailed,
  TemplateRenderer,
  TemplateVariables,
} from '../ports/template-renderer.js';
import { inMemoryCall } from './aborted.js';

/** One rendering. @public */
export interface RenderRequest {
  readonly template: string;
  readonly variables: TemplateVariables | NameVariables;
}

/** A {@link TemplateRenderer} that does as a test says, and remembers what it was given. @public */
export interface FakeTemplateRenderer extends TemplateRenderer {
  /** The renderings so far. */
  readonly requests: readonly RenderRequest[];
}

/**
 * Makes a renderer.
 * @param render - gives the text for a template; what it throws becomes a `TemplateFailed` with the same message. By
 * default every template stays as it is.
 * @public
 */
export const makeFakeTemplateRenderer = (
  render: (template: string, variables: TemplateVariables | NameVariables) => string = (template) => template,
): FakeTemplateRenderer => {
  const requests: RenderRequest[] = [];
  return {
    requests,
    render: (template, variables, options) =>
      inMemoryCall(options, () => {
        requests.push({ template, variables });
        return E.tryCatch(() => render(template, variables), templateFailed);
      }),
  };
};

const templateFailed = (cause: unknown): TemplateFailed =>
  taggedError('TemplateFailed', {
    code: 'template.failed',
    message: cause instanceof Error ? cause.message : String(cause),
    cause,
  });

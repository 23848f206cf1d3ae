import * as E from 'fp-ts/lib/Either.js';

import { taggedError } from '../../job/tagged-error.js';
import type { TemplateFailed, TemplateRenderer } from '../../ports/template-renderer.js';
import type { Aborted } from '../../ports/port-error.js';
import { runTemplate } from './run-template.js';
import { scopeOf } from './template-values.js';

/** How the renderer is set up. @public */
export interface JinjaJsRendererOptions {
  /** Limit in ms for the rendering of one template; default 1,000. Compiling it is not counted. */
  readonly timeoutMs?: number;
}

/**
 * Makes a light {@link TemplateRenderer} over the package jinja-js, which is loaded with the first template.
 *
 * It knows `{{ a.b }}`, `{{ a[0] }}`, `{% if %}`, `{% for %}`, `{% set %}`, `{% raw %}`, comments and the filters `safe` and
 * `string`. Values print as Python prints them (`True`, `None`, `['a', 1]`), moments as datetimes with their offset
 * (`2026-11-23 20:05:00+11:00`).
 *
 * What it does not do, as jinja-js cannot: calls of any kind, so neither `utils` nor `start.strftime(…)`; other filters,
 * tests (`is defined`), `~`, `in`, `a if b else c`, `and not`, tags of more than one line, apostrophes in double quotes,
 * macros, inheritance and includes. All these are a `TemplateFailed`. Operators are JavaScript's: an empty list is true,
 * `1 == "1"` is true, `1 + "a"` is `1a`. After a tag that ends in `-%}` jinja-js strips the beginning of every later text.
 *
 * jinja-js turns a template into JavaScript. With its own runtime a template can get hold of `Function` and run any code,
 * so another runtime is used, which gives templates copies of the variables and nothing else, and templates that its
 * expressions would need ages to take apart are refused first. No way out is known; still, it is a wall of this
 * package's own and no sandbox of the operating system. Memory is not limited.
 *
 * Errors: `TemplateFailed` with the reason in its message; `Aborted` when the signal is aborted before the rendering has
 * ended. One that has begun is not interrupted.
 * @public
 */
export const makeJinjaJsRenderer = (options: JinjaJsRendererOptions = {}): TemplateRenderer => ({
  render:
    (template, variables, { signal }) =>
    async () => {
      if (isAborted(signal)) return E.left(aborted(signal));
      try {
        const text = await runTemplate(template, scopeOf(variables), options.timeoutMs ?? 1000);
        return isAborted(signal) ? E.left(aborted(signal)) : E.right(text);
      } catch (cause) {
        return E.left(templateFailed(cause));
      }
    },
});

/** Whether the signal is aborted now; asked again after a wait, the answer may have changed. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

const aborted = (signal: AbortSignal): Aborted =>
  taggedError('Aborted', {
    code: 'template.aborted',
    message: 'The rendering was aborted',
    cause: signal.reason,
  });

const templateFailed = (cause: unknown): TemplateFailed =>
  taggedError('TemplateFailed', { code: 'template.failed', message: reasonOf(cause), cause });

/** What the code of a template throws comes from another context, where `Error` is another class. */
const reasonOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);

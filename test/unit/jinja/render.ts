import { makeJinja, type JinjaOptions, TemplateError, variablesFromJs } from '../../../src/jinja/index.js';

/** Renders a template with plain data. */
export function render(
  template: string,
  data: Readonly<Record<string, unknown>> = {},
  options: JinjaOptions = {},
): string {
  return makeJinja({ timeZone: 'UTC', ...options }).render(template, variablesFromJs(data));
}

/** The error of a template that must fail. */
export function renderError(
  template: string,
  data: Readonly<Record<string, unknown>> = {},
  options: JinjaOptions = {},
): TemplateError {
  try {
    render(template, data, options);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error(`rendered: ${template}`);
}

import { makeJinja, type JinjaOptions, type Limits, type PyValue } from '../../../../src/jinja/index.js';
import { makeUtils } from '../../../../src/jinja/library/utils.js';
import { TemplateError } from '../../../../src/jinja/template-error.js';

/** Renders a template that sees lava's `utils`, and data such as long texts. */
export function renderUtils(
  template: string,
  options: JinjaOptions = {},
  data: Readonly<Record<string, string>> = {},
): string {
  const jinja = makeJinja({ timeZone: 'UTC', nowMicros: () => 1_709_209_800_000_000, ...options });
  return jinja.render(template, new Map<string, PyValue>([['utils', makeUtils()], ...Object.entries(data)]));
}

/** `Name: reason` of a template that must fail. */
export function utilsError(
  template: string,
  options: JinjaOptions = {},
  data: Readonly<Record<string, string>> = {},
): string {
  try {
    return `rendered ${renderUtils(template, options, data).slice(0, 100)}`;
  } catch (error) {
    if (error instanceof TemplateError) return `${error.pythonName}: ${error.reason}`;
    throw error;
  }
}

/** The error of a template under limits, which a test keeps small. */
export function limitError(
  template: string,
  limits: Partial<Limits>,
  data: Readonly<Record<string, string>> = {},
): string {
  return utilsError(template, { limits }, data);
}

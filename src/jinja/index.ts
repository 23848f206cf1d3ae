/**
 * Jinja2 with Python's values: `lava-docker-job/jinja`. A template renders to the text that Python renders it to.
 *
 * ```ts
 * import { makeJinja, variablesFromJs } from 'lava-docker-job/jinja';
 *
 * const jinja = makeJinja({ timeZone: 'Australia/Sydney' });
 * jinja.render('{{ xs|join(", ") }}', variablesFromJs({ xs: [1, 2, 3] }));
 * ```
 * @module
 */
export { Jinja, makeJinja, type JinjaOptions } from './jinja.js';
export { TemplateError, type TemplateErrorDetails } from './template-error.js';
export { defaultLimits, type Limits } from './interpreter/limits.js';
export { fromJs, variablesFromJs } from './data/from-js.js';
export { parseJson } from './data/parse-json.js';
export { makeLavaVariables, type LavaVariables } from './lava/lava-variables.js';
export type { LavaTime } from './lava/lava-time.js';
export type { Args, Kwargs, PyObject, PyValue } from './objects/py-value.js';
export type { Host, Runtime } from './objects/runtime.js';

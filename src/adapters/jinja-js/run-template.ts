import { createContext, Script } from 'node:vm';

import { prepareTemplate } from './prepare-template.js';
import { makeTemplateRuntime } from './template-runtime.js';
import type { Scope } from './template-values.js';

const noFiles = {
  readTemplateFile: (name: string): never => {
    throw new Error(`Templates cannot include others: ${name}`);
  },
};

/**
 * Compiles and renders one template.
 * @param timeoutMs - limit for the rendering
 * @throws whatever jinja-js, the template's code or the limit throw
 */
export const runTemplate = async (template: string, variables: Scope, timeoutMs: number): Promise<string> => {
  // Jinja drops one line end at the end of a template.
  const prepared = prepareTemplate(template.replace(/\r?\n$/, ''));
  const { default: jinja } = await import('jinja-js');
  const { render } = jinja.compile.call(noFiles, prepared, { runtime: false });
  const text = run(render.toString(), variables, timeoutMs);
  // Tags that close each other crosswise make a function that gives something else.
  if (typeof text !== 'string') throw new Error('The tags of the template do not belong together');
  return text;
};

/**
 * Runs compiled code, a function whose one free variable is `runtime`. A context of its own gives it a limit and takes
 * everything else out of its reach that the code might name; it cannot make code from text there.
 */
const run = (code: string, variables: Scope, timeoutMs: number): unknown => {
  const names = Object.assign(Object.create(null), {
    runtime: () => makeTemplateRuntime(variables),
  }) as object;
  const context = createContext(names, { codeGeneration: { strings: false, wasm: false } });
  return new Script(withoutInherited(code)).runInContext(context, { timeout: timeoutMs });
};

/**
 * jinja-js takes names that every object inherits (`constructor`, `toString`) for constants and puts them into its code
 * as they are. As parameters without a value they are undefined.
 */
const withoutInherited = (code: string): string => {
  const names = Object.getOwnPropertyNames(Object.prototype).filter((name) => /^[$\w]+$/.test(name));
  return `(function (${names.join(', ')}) { return (${code})(); })()`;
};

import { makeJinja } from '../../../src/jinja/index.js';
import { caseVariables } from './case-context.js';

/** One template and what Python makes of it. */
export interface JinjaCase {
  readonly template: string;
  readonly expected?: string;
  /** Python raises. */
  readonly error?: boolean;
  readonly group?: string;
  readonly errorType?: string;
  readonly errorMessage?: string;
  /** Variables of this case alone, where the file has no common context. */
  readonly context?: unknown;
}

/** A file of cases: with a context for all of them, or a list of cases with one each. */
export interface CaseFile {
  readonly context?: { readonly timezone?: string };
  readonly context_text?: string;
  readonly cases: readonly JinjaCase[];
}

/** What became of a case. */
export interface CaseOutcome {
  readonly case: JinjaCase;
  readonly passed: boolean;
  /** What was rendered, or the error. */
  readonly actual: string;
}

/** Reads a file of cases of either form. */
export function readCaseFile(text: string): CaseFile {
  const data = JSON.parse(text) as CaseFile | readonly JinjaCase[];
  return 'cases' in data ? data : { cases: data };
}

/** Renders every case with fresh variables and compares. */
export function runCases(file: CaseFile, text: string): readonly CaseOutcome[] {
  const jinja = makeJinja({ timeZone: file.context?.timezone ?? 'UTC' });
  const shared = file.context_text ?? (file.context === undefined ? undefined : JSON.stringify(file.context));
  const own = shared === undefined ? caseContexts(text, file.cases.length) : [];
  return file.cases.map((each, at) => {
    const context = each.context === undefined ? (shared ?? '{}') : (own[at] ?? JSON.stringify(each.context));
    return runCase(each, () => {
      const variables = caseVariables(jinja.makeRuntime(), context, file.context?.timezone !== undefined);
      return jinja.render(each.template, variables);
    });
  });
}

/** JSON.parse forgets whether a number was written `1` or `1.0`: floats are kept by marking them in the text. */
function caseContexts(text: string, count: number): readonly (string | undefined)[] {
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `{"$number": "${token}"}`,
  );
  const cases = JSON.parse(marked) as readonly { readonly context?: unknown }[];
  const unmark = /\{"\$number":"([^"]*)"\}/g;
  return Array.from({ length: count }, (_unused, at) => {
    const context = cases[at]?.context;
    return context === undefined ? undefined : JSON.stringify(context).replace(unmark, '$1');
  });
}

function runCase(each: JinjaCase, render: () => string): CaseOutcome {
  try {
    const actual = render();
    return { case: each, actual, passed: each.error !== true && actual === each.expected };
  } catch (error) {
    return { case: each, actual: `error: ${String(error)}`, passed: each.error === true };
  }
}

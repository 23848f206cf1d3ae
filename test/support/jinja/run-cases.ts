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
  // A recorded case asks whether `/` is a folder.
  const jinja = makeJinja({ timeZone: file.context?.timezone ?? 'UTC', fileAccess: 'read' });
  const contexts = contextTexts(file, text);
  return file.cases.map((each, at) =>
    runCase(each, () => {
      const context = contexts[at] ?? '{}';
      const variables = caseVariables(jinja.makeRuntime(), context, file.context?.timezone !== undefined);
      return jinja.render(each.template, variables);
    }),
  );
}

const numberOrString = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const markedNumber = /\{"\$number":"([^"]*)"\}/g;

/**
 * The JSON of each case's variables as it is written in the file: JSON.parse forgets whether a number was `1` or `1.0`,
 * so numbers are wrapped in the text first.
 */
function contextTexts(file: CaseFile, text: string): readonly string[] {
  const marked = readCaseFile(
    text.replace(numberOrString, (token) => (token.startsWith('"') ? token : `{"$number": "${token}"}`)),
  );
  const unmark = (value: unknown): string => JSON.stringify(value).replace(markedNumber, '$1');
  const shared = file.context_text ?? unmark(marked.context ?? {});
  return marked.cases.map((each) => (each.context === undefined ? shared : unmark(each.context)));
}

function runCase(each: JinjaCase, render: () => string): CaseOutcome {
  try {
    const actual = render();
    return { case: each, actual, passed: each.error !== true && actual === each.expected };
  } catch (error) {
    return { case: each, actual: `error: ${String(error)}`, passed: each.error === true };
  }
}

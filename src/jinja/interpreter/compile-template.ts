import { normalize } from '../syntax/lexer.js';
import { parseTemplate } from '../syntax/parse-template.js';
import { compileRoot } from './compile-block.js';
import { describeError } from './describe-error.js';
import { foldingRun } from './folding-run.js';
import type { Execute } from './frame.js';
import type { Library } from './run.js';
import type { CompiledBlock } from './scope.js';

/** A template ready to run; it holds nothing of any render. */
export interface CompiledTemplate {
  /** The text with its newlines normalised, which positions count in. */
  readonly text: string;
  readonly execute: Execute;
}

/** Reads a template; throws {@link TemplateError} if it is none. */
export function compileTemplate(library: Library, source: string): CompiledTemplate {
  const text = normalize(source);
  try {
    const blocks = new Map<string, CompiledBlock>();
    const program = { library, blocks, text, folding: foldingRun() };
    return { text, execute: compileRoot(program, parseTemplate(text)) };
  } catch (error) {
    throw describeError(error, text);
  }
}

import { LimitError, PyError } from '../objects/py-error.js';
import type { Span } from '../syntax/ast.js';
import { SyntaxProblem } from '../syntax/syntax-error.js';
import { TemplateError } from '../template-error.js';
import { LocatedError } from './located-error.js';

/** Characters of the template that an error shows. */
const excerptLength = 120;

/** The error that the caller of a renderer sees, for anything thrown inside. */
export function describeError(error: unknown, text: string): TemplateError {
  const located = error instanceof LocatedError ? error : undefined;
  const cause = located === undefined ? error : located.cause;
  const span = located?.span ?? spanOf(cause, text);
  const before = text.slice(0, span.start);
  return new TemplateError({
    line: before.split('\n').length,
    column: span.start - before.lastIndexOf('\n'),
    excerpt: excerptOf(text, span),
    ...explain(cause),
  });
}

function spanOf(cause: unknown, text: string): Span {
  const start = cause instanceof SyntaxProblem ? Math.min(cause.offset, text.length) : 0;
  return { start, end: text.length };
}

function excerptOf(text: string, { start, end }: Span): string {
  const [line = ''] = text.slice(start, Math.max(end, start + 1)).split('\n');
  return line.length > excerptLength ? `${line.slice(0, excerptLength)}...` : line;
}

function explain(cause: unknown): { readonly reason: string; readonly pythonName: string } {
  if (cause instanceof PyError) return { reason: cause.message, pythonName: cause.pyName };
  if (cause instanceof LimitError) return { reason: cause.message, pythonName: 'LimitError' };
  if (cause instanceof SyntaxProblem) return { reason: cause.message, pythonName: 'TemplateSyntaxError' };
  // The stack of the process is what is left when a template nests deeper than the limit foresees.
  if (cause instanceof RangeError)
    return { reason: 'maximum recursion depth exceeded', pythonName: 'RecursionError' };
  return { reason: 'the template uses something that cannot be rendered', pythonName: 'RuntimeError' };
}

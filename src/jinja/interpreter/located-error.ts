import type { Span } from '../syntax/ast.js';

/** Something went wrong while a template ran, with the innermost tag that was at work. */
export class LocatedError extends Error {
  readonly span: Span;

  constructor(cause: unknown, span: Span) {
    super('a template failed', { cause });
    this.span = span;
  }
}

/** Adds the place of an error, unless a tag further inside has done so. */
export function locate(error: unknown, span: Span): LocatedError {
  return error instanceof LocatedError ? error : new LocatedError(error, span);
}

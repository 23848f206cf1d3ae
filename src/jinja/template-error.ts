/** What {@link TemplateError} is made of. @public */
export interface TemplateErrorDetails {
  /** Line in the template, from 1. */
  readonly line: number;
  /** Column in that line, from 1. */
  readonly column: number;
  /** The expression or tag that failed. */
  readonly excerpt: string;
  /** What went wrong, in Python's words. */
  readonly reason: string;
  /** Python's name of the exception, e.g. `TypeError`, or `LimitError`. */
  readonly pythonName: string;
}

/**
 * A template could not be read or rendered. Its message has all there is to say: no part of the output, and nothing of
 * the machinery.
 * @public
 */
export class TemplateError extends Error {
  readonly _tag = 'TemplateError';
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
  readonly reason: string;
  readonly pythonName: string;

  constructor(details: TemplateErrorDetails) {
    super(
      `line ${details.line}, column ${details.column}: ${details.pythonName}: ${details.reason} in ${details.excerpt}`,
    );
    this.name = 'TemplateError';
    this.line = details.line;
    this.column = details.column;
    this.excerpt = details.excerpt;
    this.reason = details.reason;
    this.pythonName = details.pythonName;
  }
}

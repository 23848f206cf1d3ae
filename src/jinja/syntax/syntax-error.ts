/** The text is no template: raised by lexer, parser and compiler, with the place in the text. */
export class SyntaxProblem extends Error {
  /** Offset into the template's text after its newlines were normalised. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

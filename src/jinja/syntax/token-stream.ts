import type { Span } from './ast.js';
import { SyntaxProblem } from './syntax-error.js';
import type { Token, TokenKind } from './token.js';

/** The parser's place among the tokens. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The token to be read next. */
  get current(): Token {
    return this.#token(this.#at);
  }

  /** The one after it. */
  get following(): Token {
    return this.#token(this.#at + 1);
  }

  /** The span from an offset up to the end of the token read last. */
  spanFrom(start: number): Span {
    return { start, end: this.#token(Math.max(0, this.#at - 1)).end };
  }

  /** Reads one token. */
  next(): Token {
    const token = this.current;
    if (token.kind !== 'end') this.#at += 1;
    return token;
  }

  /** Whether the next token is this operator. */
  isOperator(...texts: readonly string[]): boolean {
    return this.current.kind === 'operator' && texts.includes(this.current.text);
  }

  /** Whether the next token is one of these words. */
  isWord(...texts: readonly string[]): boolean {
    return this.current.kind === 'name' && texts.includes(this.current.text);
  }

  /** Reads an operator if it comes next. */
  skipOperator(text: string): boolean {
    if (!this.isOperator(text)) return false;
    this.next();
    return true;
  }

  /** Reads a word if it comes next. */
  skipWord(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.next();
    return true;
  }

  /** Reads a token of this kind, or fails. */
  expect(kind: TokenKind): Token {
    if (this.current.kind !== kind) throw this.unexpected(describeKind(kind));
    return this.next();
  }

  /** Reads this operator, or fails. */
  expectOperator(text: string): void {
    if (!this.skipOperator(text)) throw this.unexpected(`'${text}'`);
  }

  /** Reads this word, or fails. */
  expectWord(text: string): void {
    if (!this.skipWord(text)) throw this.unexpected(`'${text}'`);
  }

  /** The error that says what came instead of what was expected. */
  unexpected(expected: string): SyntaxProblem {
    const { current } = this;
    if (current.kind === 'end') {
      return new SyntaxProblem(`unexpected end of template, expected ${expected}.`, current.start);
    }
    return new SyntaxProblem(`expected token ${expected}, got '${describe(current)}'`, current.start);
  }

  #token(index: number): Token {
    const last = this.#tokens.length - 1;
    const token = this.#tokens[Math.min(index, last)];
    if (token === undefined) throw new SyntaxProblem('unexpected end of template', 0);
    return token;
  }
}

/** What an error calls a token. */
export function describe(token: Token): string {
  switch (token.kind) {
    case 'data':
      return 'template data / text';
    case 'variableEnd':
      return 'end of print statement';
    case 'blockEnd':
      return 'end of statement block';
    case 'end':
      return 'end of template';
    default:
      return token.text;
  }
}

function describeKind(kind: TokenKind): string {
  if (kind === 'variableEnd') return "'end of print statement'";
  return kind === 'blockEnd' ? "'end of statement block'" : `'${kind}'`;
}

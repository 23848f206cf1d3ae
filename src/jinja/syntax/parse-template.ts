import type { Body, Statement } from './ast.js';
import { lex } from './lexer.js';
import { parseTag } from './parse-tag.js';
import { parseTuple } from './parse-primary.js';
import { SyntaxProblem } from './syntax-error.js';
import { TokenStream } from './token-stream.js';

/** What the parser keeps in mind beside the tokens. */
export interface ParseState {
  readonly stream: TokenStream;
  /** Words that may end the bodies around the current place, innermost last. */
  readonly endings: (readonly string[])[];
  /** Names of the tags around the current place, innermost last. */
  readonly tags: string[];
  /** Names of the blocks seen. */
  readonly blocks: Set<string>;
}

/** Parses a template whose newlines were normalised; throws {@link SyntaxProblem}. */
export function parseTemplate(text: string): Body {
  const state: ParseState = { stream: new TokenStream(lex(text)), endings: [], tags: [], blocks: new Set() };
  return parseBody(state);
}

/** Statements up to the end of the template, or up to a tag that begins with one of these words. */
export function parseBody(state: ParseState, ...ends: readonly string[]): Body {
  const { stream } = state;
  const body: Statement[] = [];
  if (ends.length > 0) state.endings.push(ends);
  while (stream.current.kind !== 'end') {
    if (stream.current.kind === 'blockBegin') {
      if (stream.following.kind === 'name' && ends.includes(stream.following.text)) break;
      body.push(parseTag(state));
    } else {
      body.push(parsePiece(stream));
    }
  }
  if (ends.length > 0) {
    if (stream.current.kind === 'end') throw endOfTemplate(state);
    state.endings.pop();
  }
  return body;
}

function parsePiece(stream: TokenStream): Statement {
  const token = stream.next();
  if (token.kind === 'data') return { kind: 'text', text: token.text, at: token };
  const value = parseTuple(stream);
  stream.expect('variableEnd');
  return { kind: 'output', values: [value], at: stream.spanFrom(token.start) };
}

function endOfTemplate(state: ParseState): SyntaxProblem {
  const expected = (state.endings.at(-1) ?? []).map((word) => `'${word}'`).join(' or ');
  return new SyntaxProblem(
    `Unexpected end of template. Jinja was looking for the following tags: ${expected}. ` +
      `The innermost block that needs to be closed is '${state.tags.at(-1) ?? ''}'.`,
    state.stream.current.start,
  );
}

/** The error for a tag that nobody knows or that stands where it may not. */
export function unknownTag(state: ParseState, name: string, offset: number): SyntaxProblem {
  const expected = (state.endings.at(-1) ?? []).map((word) => `'${word}'`).join(' or ');
  const hint = expected === '' ? '' : ` Jinja was looking for the following tags: ${expected}.`;
  return new SyntaxProblem(`Encountered unknown tag '${name}'.${hint}`, offset);
}

import type { DictItem, Expression } from './ast.js';
import { parseExpression, parseOr } from './parse-expression.js';
import { SyntaxProblem } from './syntax-error.js';
import { describe, type TokenStream } from './token-stream.js';

const constants: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** A name, a literal, or something in brackets. */
export function parsePrimary(stream: TokenStream): Expression {
  const token = stream.current;
  switch (token.kind) {
    case 'name':
      return parseName(stream);
    case 'string':
      return parseStrings(stream);
    case 'integer': {
      stream.next();
      return { kind: 'constant', value: readInteger(token.text), at: token };
    }
    case 'float':
      stream.next();
      return { kind: 'float', value: Number(token.text.replaceAll('_', '')), at: token };
    default:
      return parseBracket(stream);
  }
}

function parseName(stream: TokenStream): Expression {
  const token = stream.next();
  const value = constants.get(token.text);
  if (value === undefined) return { kind: 'name', name: token.text, at: token };
  return { kind: 'constant', value, at: token };
}

/** Literals side by side are one string. */
function parseStrings(stream: TokenStream): Expression {
  const { start } = stream.current;
  let value = '';
  while (stream.current.kind === 'string') value += stream.next().text;
  return { kind: 'constant', value, at: stream.spanFrom(start) };
}

function readInteger(text: string): number | bigint {
  const big = BigInt(text.replaceAll('_', ''));
  const small = Number(big);
  return Number.isSafeInteger(small) ? small : big;
}

function parseBracket(stream: TokenStream): Expression {
  const token = stream.current;
  if (stream.skipOperator('(')) {
    const inner = parseTuple(stream, { parenthesised: true });
    stream.expectOperator(')');
    return inner;
  }
  if (stream.isOperator('[')) return parseList(stream);
  if (stream.isOperator('{')) return parseDict(stream);
  throw new SyntaxProblem(`unexpected '${describe(token)}'`, token.start);
}

function parseList(stream: TokenStream): Expression {
  const { start } = stream.next();
  const items: Expression[] = [];
  while (!stream.isOperator(']')) {
    if (items.length > 0) stream.expectOperator(',');
    if (stream.isOperator(']')) break;
    items.push(parseExpression(stream));
  }
  stream.expectOperator(']');
  return { kind: 'list', items, at: stream.spanFrom(start) };
}

function parseDict(stream: TokenStream): Expression {
  const { start } = stream.next();
  const items: DictItem[] = [];
  while (!stream.isOperator('}')) {
    if (items.length > 0) stream.expectOperator(',');
    if (stream.isOperator('}')) break;
    const key = parseExpression(stream);
    stream.expectOperator(':');
    items.push({ key, value: parseExpression(stream) });
  }
  stream.expectOperator('}');
  return { kind: 'dict', items, at: stream.spanFrom(start) };
}

/** How far a tuple without brackets may go. */
export interface TupleOptions {
  /** It stands in parentheses, so `()` is a tuple too. */
  readonly parenthesised?: boolean;
  /** No `x if y else z` at its top level: the `if` belongs to the loop. */
  readonly withoutConditional?: boolean;
  /** A word that ends it. */
  readonly endWord?: string;
}

/** One expression, or several with commas between them. */
export function parseTuple(stream: TokenStream, options: TupleOptions = {}): Expression {
  const { start } = stream.current;
  const parseItem = options.withoutConditional === true ? parseOr : parseExpression;
  const items: Expression[] = [];
  let commas = false;
  while (!isTupleEnd(stream, options.endWord)) {
    const item = parseItem(stream);
    items.push(item);
    if (!stream.isOperator(',')) {
      if (!commas) return item;
      break;
    }
    commas = true;
    stream.next();
  }
  if (items.length === 0 && options.parenthesised !== true) {
    throw new SyntaxProblem(`Expected an expression, got '${describe(stream.current)}'`, start);
  }
  return { kind: 'tuple', items, at: stream.spanFrom(start) };
}

function isTupleEnd(stream: TokenStream, endWord: string | undefined): boolean {
  const { kind } = stream.current;
  if (kind === 'variableEnd' || kind === 'blockEnd' || stream.isOperator(')')) return true;
  return endWord !== undefined && stream.isWord(endWord);
}

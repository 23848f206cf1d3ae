import type { Body, Expression, FilterExpression, Statement } from './ast.js';
import { parseBlock } from './parse-block.js';
import { parseExpression } from './parse-expression.js';
import { parseFor } from './parse-for.js';
import { parseCallBlock, parseMacro } from './parse-macro.js';
import { parseFilterCall } from './parse-postfix.js';
import { parseTuple } from './parse-primary.js';
import { parseSet, parseWith } from './parse-set.js';
import { type ParseState, parseBody, unknownTag } from './parse-template.js';

type TagParser = (state: ParseState, start: number) => Statement;

const tags: ReadonlyMap<string, TagParser> = new Map<string, TagParser>([
  ['for', parseFor],
  ['if', parseIf],
  ['set', parseSet],
  ['with', parseWith],
  ['macro', parseMacro],
  ['call', parseCallBlock],
  ['filter', parseFilterBlock],
  ['block', parseBlock],
  ['autoescape', parseAutoescape],
  ['print', parsePrint],
  ['include', parseLoader],
  ['import', parseLoader],
  ['from', parseLoader],
  ['extends', parseLoader],
]);

/** A tag and, if it has one, its body up to the end tag. */
export function parseTag(state: ParseState): Statement {
  const { stream } = state;
  const { start } = stream.next();
  const word = stream.expect('name');
  const parse = tags.get(word.text);
  if (parse === undefined) throw unknownTag(state, word.text, word.start);
  state.tags.push(word.text);
  const statement = parse(state, start);
  stream.expect('blockEnd');
  state.tags.pop();
  return statement;
}

/** The rest of a tag, its body, and the word of the end tag. */
export function parseTagBody(state: ParseState, ...ends: readonly string[]): Body {
  state.stream.expect('blockEnd');
  const body = parseBody(state, ...ends);
  state.stream.next();
  return body;
}

function parseIf(state: ParseState, start: number): Statement {
  const { stream } = state;
  const branches: { test: Expression; body: Body }[] = [];
  let otherwise: Body = [];
  let word: string;
  do {
    const test = parseTuple(stream, { withoutConditional: true });
    branches.push({ test, body: parseTagBody(state, 'elif', 'else', 'endif') });
    word = stream.next().text;
  } while (word === 'elif');
  if (word === 'else') {
    otherwise = parseTagBody(state, 'endif');
    stream.next();
  }
  return { kind: 'if', branches, otherwise, at: stream.spanFrom(start) };
}

function parseFilterBlock(state: ParseState, start: number): Statement {
  const filter = parseFilterChain(state);
  const at = state.stream.spanFrom(start);
  const body = parseTagBody(state, 'endfilter');
  state.stream.next();
  return { kind: 'filter', filter, body, at };
}

/** `name(...)|name(...)`: filters without a value in front. */
export function parseFilterChain(state: ParseState): FilterExpression {
  let filter = parseFilterCall(state.stream, undefined);
  while (state.stream.skipOperator('|')) filter = parseFilterCall(state.stream, filter);
  return filter;
}

function parseAutoescape(state: ParseState, start: number): Statement {
  const value = parseExpression(state.stream);
  const at = state.stream.spanFrom(start);
  const body = parseTagBody(state, 'endautoescape');
  state.stream.next();
  return { kind: 'autoescape', value, body, at };
}

function parsePrint({ stream }: ParseState, start: number): Statement {
  const values: Expression[] = [];
  while (stream.current.kind !== 'blockEnd') {
    if (values.length > 0) stream.expectOperator(',');
    values.push(parseExpression(stream));
  }
  return { kind: 'output', values, at: stream.spanFrom(start) };
}

/** Tags that need a loader are read to their end, and fail when they run. */
function parseLoader({ stream, tags: open }: ParseState, start: number): Statement {
  const tag = open.at(-1);
  parseExpression(stream);
  while (stream.current.kind !== 'blockEnd' && stream.current.kind !== 'end') stream.next();
  const known = tag === 'include' || tag === 'import' || tag === 'from' ? tag : 'extends';
  return { kind: 'loader', tag: known, at: stream.spanFrom(start) };
}

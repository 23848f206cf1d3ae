import type { ArithmeticOperator, CompareExpression, CompareOperator, Expression } from './ast.js';
import { parseFilters, parsePostfix } from './parse-postfix.js';
import { parsePrimary } from './parse-primary.js';
import type { TokenStream } from './token-stream.js';

/** An expression with everything, down from `x if y else z`. */
export function parseExpression(stream: TokenStream): Expression {
  return parseConditional(stream);
}

function parseConditional(stream: TokenStream): Expression {
  const { start } = stream.current;
  let then = parseOr(stream);
  while (stream.skipWord('if')) {
    const test = parseOr(stream);
    const otherwise = stream.skipWord('else') ? parseConditional(stream) : undefined;
    then = { kind: 'conditional', test, then, otherwise, at: stream.spanFrom(start) };
  }
  return then;
}

/** An expression without `if`: what stands between `in` and `if` of a loop. */
export function parseOr(stream: TokenStream): Expression {
  const { start } = stream.current;
  let left = parseAnd(stream);
  while (stream.skipWord('or')) {
    const right = parseAnd(stream);
    left = { kind: 'or', left, right, at: stream.spanFrom(start) };
  }
  return left;
}

function parseAnd(stream: TokenStream): Expression {
  const { start } = stream.current;
  let left = parseNot(stream);
  while (stream.skipWord('and')) {
    const right = parseNot(stream);
    left = { kind: 'and', left, right, at: stream.spanFrom(start) };
  }
  return left;
}

function parseNot(stream: TokenStream): Expression {
  const { start } = stream.current;
  if (!stream.skipWord('not')) return parseCompare(stream);
  const operand = parseNot(stream);
  return { kind: 'not', operand, at: stream.spanFrom(start) };
}

function parseCompare(stream: TokenStream): Expression {
  const { start } = stream.current;
  const first = parseSum(stream);
  const rest: CompareExpression['rest'][number][] = [];
  for (let operator = compareOperator(stream); operator !== undefined; operator = compareOperator(stream)) {
    rest.push({ operator, operand: parseSum(stream) });
  }
  return rest.length === 0 ? first : { kind: 'compare', first, rest, at: stream.spanFrom(start) };
}

const compareOperators: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

function compareOperator(stream: TokenStream): CompareOperator | undefined {
  const { kind, text } = stream.current;
  if (kind === 'operator' && compareOperators.has(text)) return stream.next().text as CompareOperator;
  if (stream.skipWord('in')) return 'in';
  if (!stream.isWord('not') || stream.following.kind !== 'name' || stream.following.text !== 'in') {
    return undefined;
  }
  stream.next();
  stream.next();
  return 'not in';
}

function parseSum(stream: TokenStream): Expression {
  return parseBinary(stream, ['+', '-'], parseConcat);
}

/** `~` binds tighter than `+` and `-`. */
function parseConcat(stream: TokenStream): Expression {
  const { start } = stream.current;
  const first = parseProduct(stream);
  const parts = [first];
  while (stream.skipOperator('~')) parts.push(parseProduct(stream));
  return parts.length === 1 ? first : { kind: 'concat', parts, at: stream.spanFrom(start) };
}

function parseProduct(stream: TokenStream): Expression {
  return parseBinary(stream, ['*', '/', '//', '%'], parsePower);
}

/** `**` is left-associative, and its operands are unary: `-2 ** 2` is 4. */
function parsePower(stream: TokenStream): Expression {
  return parseBinary(stream, ['**'], (inner) => parseUnary(inner));
}

function parseBinary(
  stream: TokenStream,
  operators: readonly ArithmeticOperator[],
  parseOperand: (stream: TokenStream) => Expression,
): Expression {
  const { start } = stream.current;
  let left = parseOperand(stream);
  while (stream.isOperator(...operators)) {
    const operator = stream.next().text as ArithmeticOperator;
    const right = parseOperand(stream);
    left = { kind: 'binary', operator, left, right, at: stream.spanFrom(start) };
  }
  return left;
}

/** A sign binds tighter than a filter: `-1|abs` is `(-1)|abs`. */
export function parseUnary(stream: TokenStream, withFilters = true): Expression {
  const start = stream.current.start;
  let node: Expression;
  if (stream.isOperator('-', '+')) {
    const operator = stream.next().text === '-' ? '-' : '+';
    const operand = parseUnary(stream, false);
    node = { kind: 'unary', operator, operand, at: stream.spanFrom(start) };
  } else {
    node = parsePrimary(stream);
  }
  node = parsePostfix(stream, node);
  return withFilters ? parseFilters(stream, node) : node;
}

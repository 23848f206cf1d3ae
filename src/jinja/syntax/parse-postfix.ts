import type { CallArguments, Expression, FilterExpression, SliceExpression } from './ast.js';
import { parseExpression } from './parse-expression.js';
import { parsePrimary } from './parse-primary.js';
import { SyntaxProblem } from './syntax-error.js';
import type { TokenStream } from './token-stream.js';

/** `.name`, `[key]` and `(...)` after an expression. */
export function parsePostfix(stream: TokenStream, node: Expression): Expression {
  let out = node;
  for (;;) {
    if (stream.isOperator('.')) out = parseDot(stream, out);
    else if (stream.isOperator('[')) out = parseSubscript(stream, out);
    else if (stream.isOperator('(')) out = parseCall(stream, out);
    else return out;
  }
}

/** `|filter`, `is test` and calls of what they gave. */
export function parseFilters(stream: TokenStream, node: Expression): Expression {
  let out = node;
  for (;;) {
    if (stream.isOperator('|')) out = parseFilter(stream, out);
    else if (stream.isWord('is')) out = parseTest(stream, out);
    else if (stream.isOperator('(')) out = parseCall(stream, out);
    else return out;
  }
}

function parseDot(stream: TokenStream, target: Expression): Expression {
  stream.next();
  const token = stream.next();
  const at = stream.spanFrom(target.at.start);
  if (token.kind === 'name') return { kind: 'attribute', target, name: token.text, at };
  if (token.kind !== 'integer') throw new SyntaxProblem('expected name or number', token.start);
  const key: Expression = { kind: 'constant', value: Number(token.text.replaceAll('_', '')), at: token };
  return { kind: 'item', target, key, at };
}

function parseSubscript(stream: TokenStream, target: Expression): Expression {
  const { start } = stream.next();
  const keys: Expression[] = [];
  let commas = false;
  while (!stream.isOperator(']')) {
    if (keys.length > 0) {
      stream.expectOperator(',');
      commas = true;
    }
    keys.push(parseKey(stream));
  }
  stream.expectOperator(']');
  const at = stream.spanFrom(target.at.start);
  const [first] = keys;
  if (first === undefined) throw new SyntaxProblem("expected an index between '[' and ']'", start);
  const key: Expression = commas ? { kind: 'tuple', items: keys, at } : first;
  return { kind: 'item', target, key, at };
}

function parseKey(stream: TokenStream): Expression {
  const { start } = stream.current;
  const first = stream.isOperator(':') ? undefined : parseExpression(stream);
  if (first !== undefined && !stream.isOperator(':')) return first;
  stream.expectOperator(':');
  const stop = sliceBound(stream);
  const step = stream.skipOperator(':') ? sliceBound(stream) : undefined;
  const slice: SliceExpression = { kind: 'slice', start: first, stop, step, at: stream.spanFrom(start) };
  return slice;
}

function sliceBound(stream: TokenStream): Expression | undefined {
  return stream.isOperator(':', ']', ',') ? undefined : parseExpression(stream);
}

function parseCall(stream: TokenStream, callee: Expression): Expression {
  const args = parseArguments(stream);
  return { kind: 'call', callee, args, at: stream.spanFrom(callee.at.start) };
}

const noArguments: CallArguments = { positional: [], keywords: [], star: undefined, doubleStar: undefined };

/** `(a, b=1, *c, **d)`. */
export function parseArguments(stream: TokenStream): CallArguments {
  const { start } = stream.current;
  stream.expectOperator('(');
  const positional: Expression[] = [];
  const keywords: { name: string; value: Expression }[] = [];
  let star: Expression | undefined;
  let doubleStar: Expression | undefined;
  const require = (allowed: boolean): void => {
    if (!allowed) throw new SyntaxProblem('invalid syntax for function call expression', start);
  };
  for (let first = true; !stream.isOperator(')'); first = false) {
    if (!first) stream.expectOperator(',');
    if (stream.isOperator(')')) break;
    if (stream.skipOperator('*')) {
      require(star === undefined && doubleStar === undefined);
      star = parseExpression(stream);
    } else if (stream.skipOperator('**')) {
      require(doubleStar === undefined);
      doubleStar = parseExpression(stream);
    } else if (isKeyword(stream)) {
      require(doubleStar === undefined);
      keywords.push(parseKeyword(stream, keywords));
    } else {
      require(star === undefined && doubleStar === undefined && keywords.length === 0);
      positional.push(parseExpression(stream));
    }
  }
  stream.expectOperator(')');
  return { positional, keywords, star, doubleStar };
}

function isKeyword(stream: TokenStream): boolean {
  const { current, following } = stream;
  return current.kind === 'name' && following.kind === 'operator' && following.text === '=';
}

function parseKeyword(
  stream: TokenStream,
  earlier: readonly { readonly name: string }[],
): { name: string; value: Expression } {
  const name = stream.next();
  stream.next();
  if (earlier.some((keyword) => keyword.name === name.text)) {
    throw new SyntaxProblem(`keyword argument repeated: ${name.text}`, name.start);
  }
  return { name: name.text, value: parseExpression(stream) };
}

function parseFilter(stream: TokenStream, target: Expression): FilterExpression {
  stream.next();
  return parseFilterCall(stream, target);
}

/** `name(...)` after the bar; without target it is the first filter of a block. */
export function parseFilterCall(stream: TokenStream, target: Expression | undefined): FilterExpression {
  const start = target?.at.start ?? stream.current.start;
  const name = parseDottedName(stream);
  const args = stream.isOperator('(') ? parseArguments(stream) : noArguments;
  return { kind: 'filter', target, name, args, at: stream.spanFrom(start) };
}

function parseDottedName(stream: TokenStream): string {
  let name = stream.expect('name').text;
  while (stream.skipOperator('.')) name += `.${stream.expect('name').text}`;
  return name;
}

function parseTest(stream: TokenStream, target: Expression): Expression {
  stream.next();
  const negated = stream.skipWord('not');
  const name = parseDottedName(stream);
  const args = parseTestArguments(stream);
  const at = stream.spanFrom(target.at.start);
  const test: Expression = { kind: 'test', target, name, args, at };
  return negated ? { kind: 'not', operand: test, at } : test;
}

/** `(...)`, or a single argument without brackets: `x is divisibleby 3`. */
function parseTestArguments(stream: TokenStream): CallArguments {
  if (stream.isOperator('(')) return parseArguments(stream);
  const { kind, start } = stream.current;
  const bare =
    kind === 'string' ||
    kind === 'integer' ||
    kind === 'float' ||
    kind === 'name' ||
    stream.isOperator('[', '{');
  if (!bare || stream.isWord('else', 'or', 'and')) return noArguments;
  if (stream.isWord('is')) throw new SyntaxProblem('You cannot chain multiple tests with is', start);
  const argument = parsePostfix(stream, parsePrimary(stream));
  return { ...noArguments, positional: [argument] };
}

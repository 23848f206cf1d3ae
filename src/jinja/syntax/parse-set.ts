import type { Expression, Statement, Target } from './ast.js';
import { parseExpression } from './parse-expression.js';
import { parseTuple } from './parse-primary.js';
import { parseFilterChain, parseTagBody } from './parse-tag.js';
import type { ParseState } from './parse-template.js';
import { parseSingle, parseTarget } from './parse-target.js';

/** `{% set x = y %}`, or `{% set x | filter %}...{% endset %}` */
export function parseSet(state: ParseState, start: number): Statement {
  const { stream } = state;
  const target = parseTarget(stream, { withNamespace: true });
  if (stream.skipOperator('=')) {
    const value = parseTuple(stream);
    return { kind: 'set', target, value, at: stream.spanFrom(start) };
  }
  const filter = stream.skipOperator('|') ? parseFilterChain(state) : undefined;
  const at = stream.spanFrom(start);
  const body = parseTagBody(state, 'endset');
  stream.next();
  return { kind: 'setBlock', target, filter, body, at };
}

/** `{% with a = 1, b = 2 %}...{% endwith %}` */
export function parseWith(state: ParseState, start: number): Statement {
  const { stream } = state;
  const targets: Target[] = [];
  const values: Expression[] = [];
  while (stream.current.kind !== 'blockEnd') {
    if (targets.length > 0) stream.expectOperator(',');
    targets.push(parseSingle(stream));
    stream.expectOperator('=');
    values.push(parseExpression(stream));
  }
  const at = stream.spanFrom(start);
  const body = parseTagBody(state, 'endwith');
  stream.next();
  return { kind: 'with', targets, values, body, at };
}

import type { MacroParameter, Statement } from './ast.js';
import { parseUnary } from './parse-expression.js';
import { parseExpression } from './parse-expression.js';
import { parseTagBody } from './parse-tag.js';
import type { ParseState } from './parse-template.js';
import { parseSingle } from './parse-target.js';
import { SyntaxProblem } from './syntax-error.js';
import type { TokenStream } from './token-stream.js';

/** `{% macro name(a, b=1) %}...{% endmacro %}` */
export function parseMacro(state: ParseState, start: number): Statement {
  const { stream } = state;
  const target = parseSingle(stream);
  const name = target.kind === 'name' ? target.name : '';
  const parameters = parseParameters(stream);
  const at = stream.spanFrom(start);
  const body = parseTagBody(state, 'endmacro');
  stream.next();
  return { kind: 'macro', name, parameters, body, at };
}

/** `{% call(x) macro(...) %}...{% endcall %}` */
export function parseCallBlock(state: ParseState, start: number): Statement {
  const { stream } = state;
  const parameters = stream.isOperator('(') ? parseParameters(stream) : [];
  const call = parseUnary(stream);
  if (call.kind !== 'call') throw new SyntaxProblem('expected call', call.at.start);
  const at = stream.spanFrom(start);
  const body = parseTagBody(state, 'endcall');
  stream.next();
  return { kind: 'call', call, parameters, body, at };
}

function parseParameters(stream: TokenStream): readonly MacroParameter[] {
  const parameters: MacroParameter[] = [];
  stream.expectOperator('(');
  while (!stream.isOperator(')')) {
    if (parameters.length > 0) stream.expectOperator(',');
    const target = parseSingle(stream);
    const name = target.kind === 'name' ? target.name : '';
    const defaultValue = stream.skipOperator('=') ? parseExpression(stream) : undefined;
    if (defaultValue === undefined && parameters.at(-1)?.defaultValue !== undefined) {
      throw new SyntaxProblem('non-default argument follows default argument', target.at.start);
    }
    parameters.push({ name, defaultValue });
  }
  stream.expectOperator(')');
  return parameters;
}

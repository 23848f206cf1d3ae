import type { Body, Statement } from './ast.js';
import { parseTagBody } from './parse-tag.js';
import type { ParseState } from './parse-template.js';
import { SyntaxProblem } from './syntax-error.js';

/** `{% block name scoped required %}...{% endblock name %}` */
export function parseBlock(state: ParseState, start: number): Statement {
  const { stream } = state;
  const token = stream.expect('name');
  const name = token.text;
  if (state.blocks.has(name)) throw new SyntaxProblem(`block '${name}' defined twice`, token.start);
  state.blocks.add(name);
  const scoped = stream.skipWord('scoped');
  const required = stream.skipWord('required');
  if (stream.isOperator('-')) {
    throw new SyntaxProblem(
      'Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.',
      token.start,
    );
  }
  const at = stream.spanFrom(start);
  const body = parseTagBody(state, 'endblock');
  stream.next();
  stream.skipWord(name);
  if (required && !body.every(isBlank)) {
    throw new SyntaxProblem('Required blocks can only contain comments or whitespace', token.start);
  }
  return { kind: 'block', name, scoped, required, body, at };
}

function isBlank(statement: Body[number]): boolean {
  return statement.kind === 'text' && statement.text.trim() === '';
}

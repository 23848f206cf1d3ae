import type { Body, Statement, Target } from './ast.js';
import { parseExpression } from './parse-expression.js';
import { parseTuple } from './parse-primary.js';
import { parseTagBody } from './parse-tag.js';
import type { ParseState } from './parse-template.js';
import { parseTarget } from './parse-target.js';
import { SyntaxProblem } from './syntax-error.js';

/** `{% for target in source if test recursive %}...{% else %}...{% endfor %}` */
export function parseFor(state: ParseState, start: number): Statement {
  const { stream } = state;
  const target = parseTarget(stream, { endWord: 'in' });
  refuseLoop(target);
  stream.expectWord('in');
  const source = parseTuple(stream, { withoutConditional: true, endWord: 'recursive' });
  const test = stream.skipWord('if') ? parseExpression(stream) : undefined;
  const recursive = stream.skipWord('recursive');
  const at = stream.spanFrom(start);
  const body = parseTagBody(state, 'endfor', 'else');
  let otherwise: Body = [];
  if (stream.next().text === 'else') {
    otherwise = parseTagBody(state, 'endfor');
    stream.next();
  }
  return { kind: 'for', target, source, test, recursive, body, otherwise, at };
}

function refuseLoop(target: Target): void {
  if (target.kind === 'tuple') target.items.forEach(refuseLoop);
  else if (target.name === 'loop') {
    throw new SyntaxProblem("Can't assign to special loop variable in for-loop", target.at.start);
  }
}

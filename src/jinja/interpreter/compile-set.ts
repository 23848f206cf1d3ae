import type { Expression, SetBlockStatement, Target } from '../syntax/ast.js';
import { analyzeBody } from './analyze.js';
import { compileTarget } from './assign.js';
import { capture } from './capture.js';
import { compileBody } from './compile-body.js';
import { compileFilter } from './compile-call.js';
import { compileAssigned } from './compile-expression.js';
import type { Evaluate, Execute } from './frame.js';
import type { Scope } from './scope.js';
import { enterScope } from './slots.js';

/** `{% set target = value %}`. */
export function compileSet(scope: Scope, target: Target, value: Expression): Execute {
  const evaluate = compileAssigned(scope, value);
  const assign = compileTarget(scope, target);
  return (frame) => {
    assign(frame, evaluate(frame));
  };
}

/** `{% set target %}...{% endset %}`. */
export function compileSetBlock(scope: Scope, statement: SetBlockStatement): Execute {
  const inner = scope.inner();
  analyzeBody(inner.symbols, statement.body);
  const enter = enterScope(inner.symbols);
  const body = compileBody(inner, statement.body);
  const captured: Evaluate = (frame) => {
    enter(frame);
    return capture(body, frame, scope.autoescape);
  };
  const value = statement.filter === undefined ? captured : compileFilter(inner, statement.filter, captured);
  const assign = compileTarget(scope, statement.target);
  return (frame) => {
    assign(frame, value(frame));
  };
}

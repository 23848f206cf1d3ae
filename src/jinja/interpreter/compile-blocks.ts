import { truth } from '../objects/truth.js';
import { typeError } from '../objects/py-error.js';
import type { FilterStatement, Statement, WithStatement } from '../syntax/ast.js';
import { analyzeBody, analyzeExpression, analyzeTarget } from './analyze.js';
import { compileTarget } from './assign.js';
import { capture, requireText } from './capture.js';
import { compileBody } from './compile-body.js';
import { compileFilter } from './compile-call.js';
import { compileAssigned, compileExpression } from './compile-expression.js';
import { fold } from './fold.js';
import type { Execute, Evaluate } from './frame.js';
import type { Scope } from './scope.js';
import { enterScope } from './slots.js';

/** `{% with %}`: the values are worked out with the names outside. */
export function compileWith(scope: Scope, statement: WithStatement): Execute {
  const inner = scope.inner();
  for (const target of statement.targets) analyzeTarget(inner.symbols, target, true);
  analyzeBody(inner.symbols, statement.body);
  const enter = enterScope(inner.symbols);
  const values = statement.values.map((value) => compileAssigned(scope, value));
  const targets = statement.targets.map((target) => compileTarget(inner, target));
  const body = compileBody(inner, statement.body);
  return (frame, out) => {
    enter(frame);
    for (const [at, assign] of targets.entries()) assign(frame, values[at]?.(frame) ?? null);
    body(frame, out);
  };
}

/** `{% filter %}`: what the body wrote goes through the filters. */
export function compileFilterBlock(scope: Scope, statement: FilterStatement): Execute {
  const inner = scope.inner();
  analyzeBody(inner.symbols, statement.body);
  analyzeExpression(inner.symbols, statement.filter);
  const enter = enterScope(inner.symbols);
  const body = compileBody(inner, statement.body);
  const captured: Evaluate = (frame) => {
    enter(frame);
    return capture(body, frame, scope.autoescape);
  };
  const filtered = compileFilter(inner, statement.filter, captured);
  return (frame, out) => {
    out.write(requireText(filtered(frame)));
  };
}

/** `{% autoescape %}`. */
export function compileAutoescape(
  scope: Scope,
  statement: Extract<Statement, { kind: 'autoescape' }>,
): Execute {
  const constant = fold(scope.program.folding, statement.value);
  const known = constant === undefined ? undefined : truth(scope.program.folding, constant);
  const inner = scope.inner().withAutoescape(known);
  analyzeExpression(inner.symbols, statement.value);
  analyzeBody(inner.symbols, statement.body);
  const enter = enterScope(inner.symbols);
  const evaluate = compileExpression(inner, statement.value);
  const body = compileBody(inner, statement.body);
  return (frame, out) => {
    const { run } = frame;
    const before = run.autoescape;
    enter(frame);
    run.autoescape = truth(run, evaluate(frame));
    try {
      body(frame, out);
    } finally {
      run.autoescape = before;
    }
  };
}

/** Tags that load other templates: there is nowhere to load them from. */
export function compileLoader(tag: string): Execute {
  return () => {
    throw typeError(`no loader for this environment specified: '${tag}' is not supported`);
  };
}

import type { Body, Expression, ForStatement, MacroParameter, Statement, Target } from '../syntax/ast.js';
import type { Symbols } from './symbols.js';
import { walkNames } from './walk-expression.js';

/** Notes the names of statements that share a scope; bodies with scopes of their own are left out. */
export function analyzeBody(symbols: Symbols, body: Body): void {
  for (const statement of body) analyzeStatement(symbols, statement);
}

/** Notes the names that an expression reads. */
export function analyzeExpression(symbols: Symbols, expression: Expression | undefined): void {
  walkNames(expression, (name) => {
    symbols.load(name);
  });
}

/** Notes the names that a target sets. */
export function analyzeTarget(symbols: Symbols, target: Target, asParameter = false): void {
  if (target.kind === 'tuple') {
    for (const item of target.items) analyzeTarget(symbols, item, asParameter);
  } else if (target.kind === 'namespace') symbols.load(target.name);
  else if (asParameter) symbols.declareParameter(target.name);
  else symbols.store(target.name);
}

/** Notes the names of a loop's body, with its targets. */
export function analyzeLoop(symbols: Symbols, loop: ForStatement): void {
  analyzeTarget(symbols, loop.target, true);
  analyzeBody(symbols, loop.body);
}

/** Notes the names of a macro: parameters, defaults, body. */
export function analyzeMacro(symbols: Symbols, parameters: readonly MacroParameter[], body: Body): void {
  for (const parameter of parameters) symbols.declareParameter(parameter.name);
  for (const parameter of parameters) analyzeExpression(symbols, parameter.defaultValue);
  analyzeBody(symbols, body);
}

function analyzeStatement(symbols: Symbols, statement: Statement): void {
  switch (statement.kind) {
    case 'text':
    case 'block':
    case 'autoescape':
    case 'loader':
      return;
    case 'output':
      for (const value of statement.values) analyzeExpression(symbols, value);
      return;
    case 'for':
      analyzeExpression(symbols, statement.source);
      return;
    case 'if':
      analyzeBranches(symbols, statement.branches, statement.otherwise);
      return;
    case 'set':
      analyzeExpression(symbols, statement.value);
      analyzeTarget(symbols, statement.target);
      return;
    case 'setBlock':
      analyzeTarget(symbols, statement.target);
      return;
    case 'with':
      for (const value of statement.values) analyzeExpression(symbols, value);
      return;
    case 'macro':
      symbols.store(statement.name);
      return;
    case 'call':
      analyzeExpression(symbols, statement.call);
      return;
    case 'filter':
      analyzeExpression(symbols, statement.filter);
  }
}

interface Branch {
  readonly test: Expression;
  readonly body: Body;
}

function analyzeBranches(symbols: Symbols, branches: readonly Branch[], otherwise: Body): void {
  const [first, ...rest] = branches;
  if (first === undefined) return;
  analyzeExpression(symbols, first.test);
  const then = symbols.copy();
  analyzeBody(then, first.body);
  const middle = symbols.copy();
  for (const branch of rest) analyzeBranches(middle, [branch], []);
  const last = symbols.copy();
  analyzeBody(last, otherwise);
  symbols.mergeBranches([then, middle, last]);
}

import { binary, unary } from '../objects/arithmetic.js';
import { PyFloat } from '../objects/py-float.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { truth } from '../objects/truth.js';
import type { Expression } from '../syntax/ast.js';
import { compareValues } from './compare-values.js';

/**
 * The value of an expression made of constants only, `undefined` for any other. What raises an error is left for the
 * render, which may never reach it.
 */
export function fold(rt: Runtime, expression: Expression): PyValue | undefined {
  try {
    return foldStep(rt, expression);
  } catch {
    return undefined;
  }
}

function foldStep(rt: Runtime, expression: Expression): PyValue | undefined {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'float':
      return new PyFloat(expression.value);
    case 'unary': {
      const operand = foldStep(rt, expression.operand);
      return operand === undefined ? undefined : unary(rt, expression.operator, operand);
    }
    case 'not': {
      const operand = foldStep(rt, expression.operand);
      return operand === undefined ? undefined : !truth(rt, operand);
    }
    case 'binary': {
      const right = foldStep(rt, expression.right);
      const left = right === undefined ? undefined : foldStep(rt, expression.left);
      if (left === undefined || right === undefined) return undefined;
      return binary(rt, expression.operator, left, right);
    }
    case 'and':
    case 'or': {
      const left = foldStep(rt, expression.left);
      if (left === undefined) return undefined;
      return truth(rt, left) === (expression.kind === 'or') ? left : foldStep(rt, expression.right);
    }
    case 'compare':
      return foldCompare(rt, expression);
    case 'conditional': {
      const test = foldStep(rt, expression.test);
      if (test === undefined) return undefined;
      const branch = truth(rt, test) ? expression.then : expression.otherwise;
      return branch === undefined ? undefined : foldStep(rt, branch);
    }
    default:
      return undefined;
  }
}

function foldCompare(rt: Runtime, expression: Extract<Expression, { kind: 'compare' }>): boolean | undefined {
  let left = foldStep(rt, expression.first);
  for (const { operator, operand } of expression.rest) {
    const right = left === undefined ? undefined : foldStep(rt, operand);
    if (left === undefined || right === undefined) return undefined;
    if (!compareValues(rt, operator, left, right)) return false;
    left = right;
  }
  return true;
}

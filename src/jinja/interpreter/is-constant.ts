import type { CallArguments, Expression } from '../syntax/ast.js';

/** Filters that look at the render, and so are never worked out in advance. */
const contextFilters: ReadonlySet<string> = new Set([
  'map',
  'select',
  'reject',
  'selectattr',
  'rejectattr',
  'random',
]);

/** Whether Jinja works an expression out when it reads the template: it has neither names nor calls. */
export function isConstant(expression: Expression | undefined): boolean {
  if (expression === undefined) return true;
  switch (expression.kind) {
    case 'constant':
    case 'float':
      return true;
    case 'name':
    case 'call':
      return false;
    case 'tuple':
    case 'list':
      return expression.items.every(isConstant);
    case 'dict':
      return expression.items.every(({ key, value }) => isConstant(key) && isConstant(value));
    case 'attribute':
      return isConstant(expression.target);
    case 'item':
      return isConstant(expression.target) && isConstant(expression.key);
    case 'slice':
      return [expression.start, expression.stop, expression.step].every(isConstant);
    case 'filter':
      return (
        !contextFilters.has(expression.name) && isConstant(expression.target) && areConstant(expression.args)
      );
    case 'test':
      return isConstant(expression.target) && areConstant(expression.args);
    case 'not':
    case 'unary':
      return isConstant(expression.operand);
    case 'binary':
    case 'and':
    case 'or':
      return isConstant(expression.left) && isConstant(expression.right);
    case 'concat':
      return expression.parts.every(isConstant);
    case 'compare':
      return isConstant(expression.first) && expression.rest.every(({ operand }) => isConstant(operand));
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise].every(isConstant);
  }
}

function areConstant(args: CallArguments): boolean {
  const values = [...args.positional, ...args.keywords.map((keyword) => keyword.value)];
  return [...values, args.star, args.doubleStar].every(isConstant);
}

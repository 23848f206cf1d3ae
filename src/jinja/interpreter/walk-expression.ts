import type { CallArguments, Expression } from '../syntax/ast.js';

/** Calls back for every name that an expression reads, in the order in which Jinja meets them. */
export function walkNames(expression: Expression | undefined, visit: (name: string) => void): void {
  if (expression === undefined) return;
  const walk = (inner: Expression | undefined): void => {
    walkNames(inner, visit);
  };
  switch (expression.kind) {
    case 'constant':
    case 'float':
      return;
    case 'name':
      visit(expression.name);
      return;
    default:
      children(expression).forEach(walk);
  }
}

function children(
  expression: Exclude<Expression, { kind: 'constant' | 'float' | 'name' }>,
): (Expression | undefined)[] {
  switch (expression.kind) {
    case 'tuple':
    case 'list':
      return [...expression.items];
    case 'dict':
      return expression.items.flatMap((item) => [item.key, item.value]);
    case 'attribute':
      return [expression.target];
    case 'item':
      return [expression.target, expression.key];
    case 'slice':
      return [expression.start, expression.stop, expression.step];
    case 'call':
      return [expression.callee, ...argumentsOf(expression.args)];
    case 'filter':
    case 'test':
      return [expression.target, ...argumentsOf(expression.args)];
    case 'not':
    case 'unary':
      return [expression.operand];
    case 'binary':
    case 'and':
    case 'or':
      return [expression.left, expression.right];
    case 'concat':
      return [...expression.parts];
    case 'compare':
      return [expression.first, ...expression.rest.map((each) => each.operand)];
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
  }
}

function argumentsOf(args: CallArguments): (Expression | undefined)[] {
  return [...args.positional, ...args.keywords.map((keyword) => keyword.value), args.star, args.doubleStar];
}

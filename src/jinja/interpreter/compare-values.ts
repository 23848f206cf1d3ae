import { contains } from '../objects/containers.js';
import { equals } from '../objects/equality.js';
import { compare } from '../objects/order.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import type { CompareOperator } from '../syntax/ast.js';

/** `left operator right`. */
export function compareValues(
  rt: Runtime,
  operator: CompareOperator,
  left: PyValue,
  right: PyValue,
): boolean {
  switch (operator) {
    case '==':
      return equals(rt, left, right);
    case '!=':
      return !equals(rt, left, right);
    case 'in':
      return contains(rt, right, left);
    case 'not in':
      return !contains(rt, right, left);
    default:
      return compare(rt, operator, left, right);
  }
}

import { binary, unary } from '../objects/arithmetic.js';
import { getSlice } from '../objects/get-item.js';
import { PyDict } from '../objects/py-dict.js';
import { PyList } from '../objects/py-list.js';
import { PySlice } from '../objects/py-slice.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import { truth } from '../objects/truth.js';
import { Undefined } from '../objects/undefined.js';
import type {
  BinaryExpression,
  CompareExpression,
  ConditionalExpression,
  Expression,
} from '../syntax/ast.js';
import { compareValues } from './compare-values.js';
import { isConstant } from './is-constant.js';
import { compileCall, compileFilter, compileTest } from './compile-call.js';
import { compileConcat } from './compile-concat.js';
import { fold } from './fold.js';
import type { Evaluate, Frame } from './frame.js';
import { attributeReader, lookUpItem } from '../objects/look-up.js';
import type { Scope } from './scope.js';
import { readName } from './slots.js';

/** Turns an expression into a function that gives its value. */
export function compileExpression(scope: Scope, expression: Expression): Evaluate {
  const value = fold(scope.program.folding, expression);
  return value === undefined ? compileKind(scope, expression) : () => value;
}

function compileKind(scope: Scope, expression: Expression): Evaluate {
  switch (expression.kind) {
    case 'constant':
    case 'float':
      return () => null;
    case 'name':
      return readName(scope.symbols, expression.name);
    case 'tuple':
    case 'list':
      return compileSequence(scope, expression.kind, expression.items);
    case 'dict':
      return compileDict(scope, expression.items);
    case 'attribute':
      return compileAttribute(scope, expression.target, expression.name);
    case 'item':
      return compileItem(scope, expression.target, expression.key);
    case 'slice':
      return compileSlice(scope, expression);
    case 'call':
      return compileCall(scope, expression);
    case 'filter':
      return compileFilter(scope, expression);
    case 'test':
      return compileTest(scope, expression);
    case 'not': {
      const operand = compileExpression(scope, expression.operand);
      return (frame) => !truth(frame.run, operand(frame));
    }
    case 'unary': {
      const { operator } = expression;
      const operand = compileExpression(scope, expression.operand);
      return (frame) => unary(frame.run, operator, operand(frame));
    }
    case 'binary':
      return compileBinary(scope, expression);
    case 'and':
    case 'or':
      return compileLogic(scope, expression.kind, expression.left, expression.right);
    case 'concat':
      return compileConcat(scope, expression.parts);
    case 'compare':
      return compileCompare(scope, expression);
    case 'conditional':
      return compileConditional(scope, expression);
  }
}

function compileSequence(scope: Scope, kind: 'list' | 'tuple', items: readonly Expression[]): Evaluate {
  const parts = items.map((item) => compileExpression(scope, item));
  const values = (frame: Frame): PyValue[] => parts.map((part) => part(frame));
  return kind === 'list' ? (frame) => new PyList(values(frame)) : (frame) => new PyTuple(values(frame));
}

function compileDict(
  scope: Scope,
  items: readonly { readonly key: Expression; readonly value: Expression }[],
): Evaluate {
  const parts = items.map(({ key, value }) => ({
    key: compileExpression(scope, key),
    value: compileExpression(scope, value),
  }));
  return (frame) => {
    const dict = new PyDict();
    for (const { key, value } of parts) dict.set(frame.run, key(frame), value(frame));
    return dict;
  };
}

function compileAttribute(scope: Scope, target: Expression, name: string): Evaluate {
  const owner = compileExpression(scope, target);
  const read = attributeReader(name);
  return (frame) => read(frame.run, owner(frame));
}

function compileItem(scope: Scope, target: Expression, key: Expression): Evaluate {
  const isKnown = (part: Expression): boolean =>
    isConstant(part) || fold(scope.program.folding, part) !== undefined;
  // A slice goes to the value directly in Jinja too: its errors are not turned into undefined. Not so where it is a
  // constant: Jinja works those out by the rules of other items.
  if (key.kind === 'slice' && !(isKnown(target) && isConstant(key))) return compileSliced(scope, target, key);
  const owner = compileExpression(scope, target);
  const index = compileExpression(scope, key);
  return (frame) => lookUpItem(frame.run, owner(frame), index(frame));
}

function compileSliced(scope: Scope, target: Expression, key: Expression): Evaluate {
  const owner = compileExpression(scope, target);
  const slice = compileExpression(scope, key);
  return (frame) => getSlice(frame.run, owner(frame), slice(frame) as PySlice);
}

/** The value of a tag (`set`, `with`, `if`, `for`): a slice as a whole is not worked out in advance, as undefined is no constant. */
export function compileAssigned(scope: Scope, expression: Expression): Evaluate {
  const isSlice = expression.kind === 'item' && expression.key.kind === 'slice';
  return isSlice
    ? compileSliced(scope, expression.target, expression.key)
    : compileExpression(scope, expression);
}

function compileSlice(scope: Scope, slice: Extract<Expression, { kind: 'slice' }>): Evaluate {
  const bound = (part: Expression | undefined): Evaluate =>
    part === undefined ? () => null : compileExpression(scope, part);
  const [start, stop, step] = [bound(slice.start), bound(slice.stop), bound(slice.step)];
  return (frame) => new PySlice(start(frame), stop(frame), step(frame));
}

function compileBinary(scope: Scope, { operator, left, right }: BinaryExpression): Evaluate {
  const first = compileExpression(scope, left);
  const second = compileExpression(scope, right);
  return (frame) => binary(frame.run, operator, first(frame), second(frame));
}

function compileLogic(scope: Scope, kind: 'and' | 'or', left: Expression, right: Expression): Evaluate {
  const first = compileExpression(scope, left);
  const second = compileExpression(scope, right);
  const decisive = kind === 'or';
  return (frame) => {
    const value = first(frame);
    return truth(frame.run, value) === decisive ? value : second(frame);
  };
}

function compileCompare(scope: Scope, { first, rest }: CompareExpression): Evaluate {
  const start = compileExpression(scope, first);
  const steps = rest.map(({ operator, operand }) => ({
    operator,
    operand: compileExpression(scope, operand),
  }));
  const [only] = steps;
  if (only !== undefined && steps.length === 1) {
    const { operator, operand } = only;
    return (frame) => compareValues(frame.run, operator, start(frame), operand(frame));
  }
  return (frame) => {
    let left = start(frame);
    for (const { operator, operand } of steps) {
      const right = operand(frame);
      if (!compareValues(frame.run, operator, left, right)) return false;
      left = right;
    }
    return true;
  };
}

function compileConditional(scope: Scope, { test, then, otherwise, at }: ConditionalExpression): Evaluate {
  const soft = scope.softened();
  const condition = compileExpression(soft, test);
  const yes = compileExpression(soft, then);
  const text = soft.program.text.slice(at.start, at.end);
  const missing = new Undefined(
    `the inline if-expression on '${text}' evaluated to false and no else section was defined.`,
  );
  const no = otherwise === undefined ? () => missing : compileExpression(soft, otherwise);
  return (frame) => (truth(frame.run, condition(frame)) ? yes(frame) : no(frame));
}

import { escapedText } from '../objects/escape.js';
import { Markup } from '../objects/markup.js';
import { str } from '../objects/print.js';
import type { PyValue } from '../objects/py-value.js';
import type { Expression } from '../syntax/ast.js';
import { compileExpression } from './compile-expression.js';
import type { Evaluate } from './frame.js';
import { isConstant } from './is-constant.js';
import type { Run } from './run.js';
import type { Scope } from './scope.js';

/** `a ~ b ~ c`. */
export function compileConcat(scope: Scope, parts: readonly Expression[]): Evaluate {
  const values = parts.map((part) => compileExpression(scope, part));
  // Constants are joined before anything is known about escaping.
  if (scope.autoescape === false || parts.every(isConstant)) {
    return (frame) =>
      joinTexts(
        frame.run,
        values.map((value) => value(frame)),
      );
  }
  return (frame) => {
    const items = values.map((value) => value(frame));
    return frame.run.autoescape ? joinMarkup(frame.run, items) : joinTexts(frame.run, items);
  };
}

function joinTexts(run: Run, values: readonly PyValue[]): PyValue {
  let text = '';
  for (const value of values) text += str(run, value);
  run.reserve(text.length);
  return text;
}

/** With autoescape the result is Markup as soon as one part is: the others are escaped then. */
function joinMarkup(run: Run, values: readonly PyValue[]): PyValue {
  if (!values.some((value) => value instanceof Markup)) return joinTexts(run, values);
  const text = values.map((value) => escapedText(run, value)).join('');
  run.reserve(text.length);
  return new Markup(text);
}

import { escapedText } from '../objects/escape.js';
import { str } from '../objects/print.js';
import type { Expression } from '../syntax/ast.js';
import { compileExpression } from './compile-expression.js';
import type { Execute } from './frame.js';
import type { Scope } from './scope.js';

/** `{{ value }}` and `{% print a, b %}`. */
export function compileOutput(scope: Scope, values: readonly Expression[]): Execute {
  const writers = values.map((value) => compileValue(scope, value));
  const [only] = writers;
  if (only !== undefined && writers.length === 1) return only;
  return (frame, out) => {
    for (const write of writers) write(frame, out);
  };
}

function compileValue(scope: Scope, expression: Expression): Execute {
  const evaluate = compileExpression(scope, expression);
  if (scope.autoescape === false) {
    return (frame, out) => {
      const value = evaluate(frame);
      out.write(typeof value === 'string' ? value : str(frame.run, value));
    };
  }
  const { autoescape } = scope;
  return (frame, out) => {
    const value = evaluate(frame);
    out.write((autoescape ?? frame.run.autoescape) ? escapedText(frame.run, value) : str(frame.run, value));
  };
}

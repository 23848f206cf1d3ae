import { truth } from '../objects/truth.js';
import type { IfStatement } from '../syntax/ast.js';
import { compileBody } from './compile-body.js';
import { compileAssigned } from './compile-expression.js';
import type { Execute } from './frame.js';
import type { Scope } from './scope.js';

/** `{% if %}`: its bodies share the names around it. */
export function compileIf(scope: Scope, statement: IfStatement): Execute {
  const soft = scope.softened();
  const branches = statement.branches.map(({ test, body }) => ({
    test: compileAssigned(soft, test),
    body: compileBody(soft, body),
  }));
  const otherwise = compileBody(soft, statement.otherwise);
  return (frame, out) => {
    for (const { test, body } of branches) {
      if (truth(frame.run, test(frame))) {
        body(frame, out);
        return;
      }
    }
    otherwise(frame, out);
  };
}

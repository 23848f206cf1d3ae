import { iterate } from '../objects/iterate.js';
import type { PyValue } from '../objects/py-value.js';
import type { Body, ForStatement } from '../syntax/ast.js';
import { truth } from '../objects/truth.js';
import { analyzeBody, analyzeExpression, analyzeLoop, analyzeTarget } from './analyze.js';
import { type Assign, compileTarget } from './assign.js';
import { captureText } from './capture.js';
import { compileBody } from './compile-body.js';
import { compileAssigned, compileExpression } from './compile-expression.js';
import { Frame, type Evaluate, type Execute } from './frame.js';
import { LoopContext } from './loop-context.js';
import type { Output } from './output.js';
import type { Scope } from './scope.js';
import { enterScope } from './slots.js';
import { findUndeclared } from './undeclared.js';
import { Markup } from '../objects/markup.js';

/** The parts of a loop, compiled. */
interface Loop {
  /** The items that pass the loop's test. */
  readonly select: (frame: Frame, items: Iterable<PyValue>) => Iterable<PyValue>;
  readonly enter: (frame: Frame) => void;
  readonly assign: Assign;
  readonly body: Execute;
  readonly otherwise: Execute | undefined;
  /** The slot of `loop`; absent if the body does not use it. */
  readonly loopSlot: number | undefined;
}

/** `{% for %}`. */
export function compileFor(scope: Scope, statement: ForStatement): Execute {
  const source = compileAssigned(scope, statement.source);
  const inner = statement.recursive ? scope.innerFrame() : scope.inner();
  const loop = compileLoop(scope, inner, statement);
  if (statement.recursive) return recursiveLoop(source, loop);
  return (frame, out) => {
    runLoop(loop, frame, out, iterate(frame.run, source(frame)), undefined, 0);
  };
}

function compileLoop(outer: Scope, inner: Scope, statement: ForStatement): Loop {
  const extended =
    statement.recursive ||
    findUndeclared(statement.body, ['loop']).size > 0 ||
    hasScopedBlock(statement.body);
  const loopSlot = extended ? inner.symbols.declareParameter('loop').index : undefined;
  analyzeLoop(inner.symbols, statement);
  return {
    select: compileSelect(outer.innerIn(inner), statement),
    enter: enterScope(inner.symbols),
    assign: compileTarget(inner, statement.target),
    body: compileBody(inner, statement.body),
    otherwise: compileElse(outer.innerIn(inner), statement.otherwise),
    loopSlot,
  };
}

function hasScopedBlock(body: Body): boolean {
  return body.some((statement) => {
    if (statement.kind === 'block') return statement.scoped || hasScopedBlock(statement.body);
    if (statement.kind === 'if') {
      return (
        statement.branches.some((branch) => hasScopedBlock(branch.body)) ||
        hasScopedBlock(statement.otherwise)
      );
    }
    return 'body' in statement && hasScopedBlock(statement.body);
  });
}

function compileElse(scope: Scope, body: Body): Execute | undefined {
  if (body.length === 0) return undefined;
  analyzeBody(scope.symbols, body);
  const enter = enterScope(scope.symbols);
  const execute = compileBody(scope, body);
  return (frame, out) => {
    enter(frame);
    execute(frame, out);
  };
}

/** `if` behind the source: its own scope, in which the target has the value under test. */
function compileSelect(scope: Scope, statement: ForStatement): Loop['select'] {
  if (statement.test === undefined) return (_frame, items) => items;
  analyzeTarget(scope.symbols, statement.target, true);
  analyzeExpression(scope.symbols, statement.test);
  const enter = enterScope(scope.symbols);
  const assign = compileTarget(scope, statement.target);
  const test = compileExpression(scope, statement.test);
  return function* select(frame, items) {
    for (const item of items) {
      frame.run.step();
      enter(frame);
      assign(frame, item);
      if (truth(frame.run, test(frame))) yield item;
    }
  };
}

type Recurse = (items: PyValue, depth: number) => PyValue;

function runLoop(
  loop: Loop,
  frame: Frame,
  out: Output,
  source: Iterable<PyValue>,
  recurse: Recurse | undefined,
  depth: number,
): void {
  const selected = loop.select(frame, source);
  const context =
    loop.loopSlot === undefined ? undefined : new LoopContext(frame.run, selected, recurse, depth);
  let empty = true;
  for (const item of context ?? selected) {
    empty = false;
    frame.run.step();
    loop.enter(frame);
    if (context !== undefined && loop.loopSlot !== undefined) frame.slots[loop.loopSlot] = context;
    loop.assign(frame, item);
    loop.body(frame, out);
  }
  if (empty) loop.otherwise?.(frame, out);
}

/** Each level of a recursive loop has variables of its own. */
function recursiveLoop(source: Evaluate, loop: Loop): Execute {
  return (outer, out) => {
    const { run } = outer;
    const level = (items: PyValue, depth: number, to: Output): void => {
      const frame = new Frame(run, outer);
      runLoop(loop, frame, to, iterate(run, items), recurse, depth);
    };
    const recurse: Recurse = (items, depth) => {
      const text = captureText((_frame, to) => {
        level(items, depth, to);
      }, outer);
      return run.autoescape ? new Markup(text) : text;
    };
    level(source(outer), 0, out);
  };
}

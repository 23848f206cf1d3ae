import type { PyValue } from '../objects/py-value.js';
import { Undefined } from '../objects/undefined.js';
import type { Body, CallStatement, MacroParameter, MacroStatement, Span } from '../syntax/ast.js';
import { SyntaxProblem } from '../syntax/syntax-error.js';
import { analyzeMacro } from './analyze.js';
import { compileTarget } from './assign.js';
import { capture, requireText } from './capture.js';
import { compileBody } from './compile-body.js';
import { compileArguments } from './compile-call.js';
import { compileExpression } from './compile-expression.js';
import { type Evaluate, type Execute, Frame } from './frame.js';
import { Macro, type MacroShape } from './macro.js';
import type { Scope } from './scope.js';
import { enterScope } from './slots.js';
import { findUndeclared } from './undeclared.js';

/** `{% macro %}`: makes the macro when the tag is reached. */
export function compileMacro(scope: Scope, statement: MacroStatement): Execute {
  const { name, at } = statement;
  const make = compileCallable(scope, name, statement.parameters, statement.body, at);
  const assign = compileTarget(scope, { kind: 'name', name, at });
  return (frame) => {
    assign(frame, make(frame));
  };
}

/** `{% call %}`: calls a macro with the body as its `caller`. */
export function compileCallBlock(scope: Scope, statement: CallStatement): Execute {
  const make = compileCallable(scope, 'caller', statement.parameters, statement.body, statement.at);
  const callee = compileExpression(scope, statement.call.callee);
  const args = compileArguments(scope, statement.call.args);
  return (frame, out) => {
    const caller = make(frame);
    const target = callee(frame);
    const keywords = args.keywords(frame) ?? new Map<string, PyValue>();
    keywords.set('caller', caller);
    out.write(requireText(frame.run.call(target, args.positional(frame), keywords)));
  };
}

/** Makes a macro of a body: its variables live in a frame of their own. */
function compileCallable(
  outer: Scope,
  name: string,
  parameters: readonly MacroParameter[],
  body: Body,
  at: Span,
): Evaluate {
  const scope = outer.innerFrame();
  analyzeMacro(scope.symbols, parameters, body);
  const special = findSpecial(parameters, body, at);
  const slots = [...parameters.map((parameter) => parameter.name), ...special.names].map(
    (parameter) => scope.symbols.declareParameter(parameter).index,
  );
  const enter = enterScope(scope.symbols);
  const fillDefaults = compileDefaults(scope, parameters, slots);
  const execute = compileBody(scope, body);
  const shape: MacroShape = {
    name,
    parameters: parameters.map((parameter) => parameter.name),
    ...special.shape,
  };
  return (parent) =>
    new Macro(shape, (values) => {
      const frame = new Frame(parent.run, parent);
      enter(frame);
      for (const [position, slot] of slots.entries()) frame.slots[slot] = values[position];
      fillDefaults(frame);
      return capture(execute, frame);
    });
}

/** `caller`, `kwargs` and `varargs` are parameters of a macro that reads them. */
function findSpecial(
  parameters: readonly MacroParameter[],
  body: Body,
  at: Span,
): { readonly names: readonly string[]; readonly shape: Omit<MacroShape, 'name' | 'parameters'> } {
  const used = findUndeclared(body, ['caller', 'kwargs', 'varargs']);
  const explicit = (name: string): MacroParameter | undefined =>
    parameters.find((parameter) => parameter.name === name);
  const implicit = ['caller', 'kwargs', 'varargs'].filter(
    (name) => used.has(name) && explicit(name) === undefined,
  );
  const caller = explicit('caller');
  if (used.has('caller') && caller !== undefined && caller.defaultValue === undefined) {
    throw new SyntaxProblem(
      'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
      at.start,
    );
  }
  return {
    names: implicit,
    shape: {
      usesCaller: used.has('caller'),
      explicitCaller: caller !== undefined,
      catchesKeywords: implicit.includes('kwargs'),
      catchesPositional: implicit.includes('varargs'),
    },
  };
}

/** Parameters that were not given get their defaults, one after the other. */
function compileDefaults(
  scope: Scope,
  parameters: readonly MacroParameter[],
  slots: readonly number[],
): (frame: Frame) => void {
  const steps = parameters.map(({ name, defaultValue }, position) => {
    const missing = new Undefined(`parameter '${name}' was not provided`);
    const evaluate: Evaluate =
      defaultValue === undefined ? () => missing : compileExpression(scope, defaultValue);
    return { slot: slots[position] ?? 0, evaluate };
  });
  return (frame) => {
    for (const { slot, evaluate } of steps) {
      if (frame.slots[slot] === undefined) frame.slots[slot] = evaluate(frame);
    }
  };
}

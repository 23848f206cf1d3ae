import { findMethod } from '../objects/get-attribute.js';
import { iterate } from '../objects/iterate.js';
import { repr } from '../objects/print.js';
import { PyDict, dictKeys } from '../objects/py-dict.js';
import { PyError, typeError } from '../objects/py-error.js';
import type { PyValue } from '../objects/py-value.js';
import { typeName } from '../objects/type-name.js';
import { textOf } from '../objects/coerce.js';
import type { CallArguments, CallExpression, FilterExpression, TestExpression } from '../syntax/ast.js';
import { compileExpression } from './compile-expression.js';
import type { Evaluate, Frame } from './frame.js';
import { lookUpAttribute } from '../objects/look-up.js';
import type { Run } from './run.js';
import type { Scope } from './scope.js';

type Keywords = Map<string, PyValue> | undefined;

/** The compiled arguments of a call. */
export interface Arguments {
  /** Positional arguments, after those that are given in front. */
  positional(this: void, frame: Frame, ...front: readonly PyValue[]): PyValue[];
  /** Keyword arguments; `undefined` when there are none. */
  keywords(this: void, frame: Frame): Keywords;
}

/** `callee(...)`; a method is called without making a bound method first. */
export function compileCall(scope: Scope, expression: CallExpression): Evaluate {
  const args = compileArguments(scope, expression.args);
  const { callee } = expression;
  if (callee.kind !== 'attribute') {
    const target = compileExpression(scope, callee);
    return (frame) => frame.run.call(target(frame), args.positional(frame), args.keywords(frame));
  }
  const owner = compileExpression(scope, callee.target);
  const { name } = callee;
  return (frame) => {
    const self = owner(frame);
    const method = findMethod(self, name);
    if (method !== undefined)
      return method.call(frame.run, self, args.positional(frame), args.keywords(frame));
    const target = lookUpAttribute(frame.run, self, name);
    return frame.run.call(target, args.positional(frame), args.keywords(frame));
  };
}

/** `target|name(...)`. */
export function compileFilter(scope: Scope, expression: FilterExpression, body?: Evaluate): Evaluate {
  const { name } = expression;
  const target =
    expression.target === undefined
      ? (body ?? (() => ''))
      : expression.target.kind === 'filter'
        ? compileFilter(scope, expression.target, body)
        : compileExpression(scope, expression.target);
  const args = compileArguments(scope, expression.args);
  const filter = scope.findCallable('filter', name, expression.at.start);
  if (filter === undefined) return unknown('filter', name);
  const { call } = filter;
  return (frame) => call(frame.run, args.positional(frame, target(frame)), args.keywords(frame));
}

/** `target is name(...)`. */
export function compileTest(scope: Scope, expression: TestExpression): Evaluate {
  const { name } = expression;
  const target = compileExpression(scope, expression.target);
  const args = compileArguments(scope, expression.args);
  const test = scope.findCallable('test', name, expression.at.start);
  if (test === undefined) return unknown('test', name);
  const { call } = test;
  return (frame) => call(frame.run, args.positional(frame, target(frame)), args.keywords(frame));
}

function unknown(kind: string, name: string): Evaluate {
  return () => {
    throw new PyError('TemplateRuntimeError', `No ${kind} named '${name}' found.`);
  };
}

/** Compiles what stands between the parentheses. */
export function compileArguments(scope: Scope, args: CallArguments): Arguments {
  const values = args.positional.map((value) => compileExpression(scope, value));
  const star = args.star === undefined ? undefined : compileExpression(scope, args.star);
  return { positional: compilePositional(values, star), keywords: compileKeywords(scope, args) };
}

function compilePositional(values: readonly Evaluate[], star: Evaluate | undefined): Arguments['positional'] {
  const [first] = values;
  if (star === undefined && first === undefined) return (_frame, ...front) => [...front];
  if (star === undefined && first !== undefined && values.length === 1) {
    return (frame, ...front) => [...front, first(frame)];
  }
  return (frame, ...front) => {
    const out = [...front, ...values.map((value) => value(frame))];
    if (star !== undefined) for (const item of iterate(frame.run, star(frame))) out.push(item);
    return out;
  };
}

function compileKeywords(scope: Scope, args: CallArguments): Arguments['keywords'] {
  if (args.keywords.length === 0 && args.doubleStar === undefined) return () => undefined;
  const values = args.keywords.map(({ name, value }) => ({ name, value: compileExpression(scope, value) }));
  const more = args.doubleStar === undefined ? undefined : compileExpression(scope, args.doubleStar);
  return (frame) => {
    const keywords = new Map<string, PyValue>();
    for (const { name, value } of values) keywords.set(name, value(frame));
    if (more !== undefined) addKeywords(frame.run, keywords, more(frame));
    return keywords;
  };
}

function addKeywords(run: Run, keywords: Map<string, PyValue>, more: PyValue): void {
  if (!(more instanceof PyDict)) {
    throw typeError(`argument after ** must be a mapping, not ${typeName(more)}`);
  }
  for (const key of dictKeys(more)) {
    const name = textOf(key);
    if (name === undefined) throw typeError('keywords must be strings');
    if (keywords.has(name)) {
      throw typeError(`got multiple values for keyword argument ${repr(run, name)}`);
    }
    keywords.set(name, more.getText(name) ?? null);
  }
}

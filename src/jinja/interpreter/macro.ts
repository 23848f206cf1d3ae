import { property } from '../objects/attribute.js';
import { textRepr } from '../objects/text-repr.js';
import { PyDict } from '../objects/py-dict.js';
import { typeError } from '../objects/py-error.js';
import { PyTuple } from '../objects/py-tuple.js';
import { makeType, type PyType } from '../objects/py-type.js';
import type { Args, Kwargs, PyObject, PyValue } from '../objects/py-value.js';
import { Undefined } from '../objects/undefined.js';

/** What a macro takes. */
export interface MacroShape {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly catchesKeywords: boolean;
  readonly catchesPositional: boolean;
  /** Whether the body uses `caller`. */
  readonly usesCaller: boolean;
  /** Whether `caller` is one of the parameters that are written down. */
  readonly explicitCaller: boolean;
}

/** A macro, or the body of a call block. */
export class Macro implements PyObject {
  readonly shape: MacroShape;
  /** Runs the body with the parameters in order, then `caller`, `kwargs` and `varargs` if it uses them. */
  readonly invoke: (values: readonly (PyValue | undefined)[]) => PyValue;

  constructor(shape: MacroShape, invoke: (values: readonly (PyValue | undefined)[]) => PyValue) {
    this.shape = shape;
    this.invoke = invoke;
  }

  get type(): PyType {
    return macroType;
  }
}

/** The type of macros. */
export const macroType: PyType = makeType<Macro>({
  name: 'Macro',
  module: 'jinja2.runtime',
  repr: (_rt, self) => `<Macro ${self.shape.name === '' ? 'anonymous' : textRepr(self.shape.name)}>`,
  call: (_rt, self, args, kwargs) => callMacro(self, args, kwargs),
  attributes: {
    name: property((_rt, self) => (self.shape.name === '' ? null : self.shape.name)),
    arguments: property((_rt, self) => new PyTuple(self.shape.parameters)),
    catch_kwargs: property((_rt, self) => self.shape.catchesKeywords),
    catch_varargs: property((_rt, self) => self.shape.catchesPositional),
    caller: property((_rt, self) => self.shape.usesCaller),
    explicit_caller: property((_rt, self) => self.shape.explicitCaller),
  },
});

function callMacro(macro: Macro, args: Args, kwargs: Kwargs): PyValue {
  const { shape } = macro;
  const left = new Map<string, PyValue>(kwargs);
  const values = bindParameters(shape, args, left);
  const extra = args.slice(shape.parameters.length);
  if (shape.catchesKeywords) values.push(keywordDict(left));
  else refuseKeywords(shape, left);
  if (shape.catchesPositional) values.push(new PyTuple(extra));
  else if (extra.length > 0) {
    throw typeError(
      `macro ${textRepr(shape.name)} takes not more than ${shape.parameters.length} argument(s)`,
    );
  }
  return macro.invoke(values);
}

function bindParameters(shape: MacroShape, args: Args, left: Map<string, PyValue>): (PyValue | undefined)[] {
  const values: (PyValue | undefined)[] = args.slice(0, shape.parameters.length);
  let foundCaller = values.length === shape.parameters.length && shape.explicitCaller;
  for (const name of shape.parameters.slice(values.length)) {
    values.push(left.get(name));
    left.delete(name);
    foundCaller ||= name === 'caller';
  }
  if (shape.usesCaller && !foundCaller) {
    values.push(left.get('caller') ?? new Undefined('No caller defined'));
    left.delete('caller');
  }
  return values;
}

function keywordDict(left: ReadonlyMap<string, PyValue>): PyDict {
  const dict = new PyDict();
  for (const [name, value] of left) dict.setText(name, value);
  return dict;
}

function refuseKeywords(shape: MacroShape, left: ReadonlyMap<string, PyValue>): void {
  const [name] = left.keys();
  if (name === undefined) return;
  if (left.has('caller')) {
    throw typeError(
      `macro ${textRepr(shape.name)} was invoked with two values for the special caller argument. This is most likely a bug.`,
    );
  }
  throw typeError(`macro ${textRepr(shape.name)} takes no keyword argument ${textRepr(name)}`);
}

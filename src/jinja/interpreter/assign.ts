import { iterate } from '../objects/iterate.js';
import { PyError, valueError } from '../objects/py-error.js';
import { PyList } from '../objects/py-list.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import type { Target } from '../syntax/ast.js';
import { Namespace } from '../globals/namespace.js';
import type { Frame } from './frame.js';
import type { Run } from './run.js';
import type { Scope } from './scope.js';
import { readName, writeName } from './slots.js';

/** Compiled assignment. */
export type Assign = (frame: Frame, value: PyValue) => void;

/** Turns a target into a function that assigns to it. */
export function compileTarget(scope: Scope, target: Target): Assign {
  switch (target.kind) {
    case 'name':
      return compileName(scope, target.name);
    case 'namespace':
      return compileNamespace(scope, target.name, target.attribute);
    case 'tuple':
      return compileUnpack(target.items.map((item) => compileTarget(scope, item)));
  }
}

function compileName(scope: Scope, name: string): Assign {
  const write = writeName(scope.symbols, name);
  if (!scope.toplevel) return write;
  return (frame, value) => {
    write(frame, value);
    frame.run.context.vars.set(name, value);
  };
}

function compileNamespace(scope: Scope, name: string, attribute: string): Assign {
  const read = readName(scope.symbols, name);
  return (frame, value) => {
    const namespace = read(frame);
    if (!(namespace instanceof Namespace)) {
      throw new PyError('TemplateRuntimeError', 'cannot assign attribute on non-namespace object');
    }
    namespace.values.set(attribute, value);
  };
}

function compileUnpack(items: readonly Assign[]): Assign {
  return (frame, value) => {
    const values = unpack(frame.run, value, items.length);
    for (const [at, assign] of items.entries()) assign(frame, values[at] ?? null);
  };
}

function unpack(run: Run, value: PyValue, count: number): readonly PyValue[] {
  if ((value instanceof PyTuple || value instanceof PyList) && value.items.length === count)
    return value.items;
  const items: PyValue[] = [];
  for (const item of iterate(run, value)) {
    if (items.length === count) throw valueError(`too many values to unpack (expected ${count})`);
    items.push(item);
  }
  if (items.length === count) return items;
  throw valueError(`not enough values to unpack (expected ${count}, got ${items.length})`);
}

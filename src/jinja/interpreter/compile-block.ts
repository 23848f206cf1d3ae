import { PyError } from '../objects/py-error.js';
import type { PyValue } from '../objects/py-value.js';
import { Undefined } from '../objects/undefined.js';
import type { BlockStatement, Body } from '../syntax/ast.js';
import { analyzeBody } from './analyze.js';
import { BlockTable } from './block-reference.js';
import { compileBody } from './compile-body.js';
import { type Execute, Frame } from './frame.js';
import { rootScope, type Program, type Scope } from './scope.js';
import { enterScope, readSlot } from './slots.js';
import type { Symbols } from './symbols.js';
import { findUndeclared } from './undeclared.js';

/** `{% block %}`: the body is compiled on its own, as it sees the names of the template only. */
export function compileBlock(scope: Scope, statement: BlockStatement): Execute {
  const { program } = scope;
  const block = { name: statement.name, execute: compileRoot(program, statement.body, statement.name) };
  program.blocks.set(statement.name, block);
  if (statement.required) {
    return () => {
      throw new PyError('TemplateRuntimeError', `Required block '${statement.name}' not found`);
    };
  }
  const locals = statement.scoped ? readLocals(scope.symbols) : undefined;
  return (frame, out) => {
    const { run } = frame;
    const context = locals === undefined ? run.context : run.context.derive(locals(frame));
    run.withContext(context, () => {
      block.execute(new Frame(run), out);
    });
  };
}

/** A body that starts with fresh names: the template or a block. Its frame must be new. */
export function compileRoot(program: Program, body: Body, blockName?: string): Execute {
  const scope = rootScope(program, blockName === undefined);
  const used = findUndeclared(body, blockName === undefined ? ['self'] : ['self', 'super']);
  const self = used.has('self') ? scope.symbols.declareParameter('self').index : undefined;
  const parent = used.has('super') ? scope.symbols.declareParameter('super').index : undefined;
  analyzeBody(scope.symbols, body);
  const enter = enterScope(scope.symbols);
  const execute = compileBody(scope, body);
  const noParent = new Undefined(`there is no parent block called '${blockName ?? ''}'.`);
  return (frame, out) => {
    enter(frame);
    if (self !== undefined) frame.slots[self] = new BlockTable(program.blocks, frame.run);
    if (parent !== undefined) frame.slots[parent] = noParent;
    execute(frame, out);
  };
}

/** Reads all names that the scopes around a place have set. */
function readLocals(symbols: Symbols): (frame: Frame) => ReadonlyMap<string, PyValue> {
  const names = new Set<string>();
  for (let at: Symbols | undefined = symbols; at !== undefined; at = at.parent) {
    at.stores.forEach((name) => names.add(name));
  }
  const readers = [...names].flatMap((name) => {
    const slot = symbols.find(name);
    return slot === undefined ? [] : [{ name, read: readSlot(symbols, slot) }];
  });
  return (frame) => {
    const locals = new Map<string, PyValue>();
    for (const { name, read } of readers) {
      const value = read(frame);
      if (value !== undefined) locals.set(name, value);
    }
    return locals;
  };
}

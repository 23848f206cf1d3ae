import type { Body, MacroParameter, Statement, Target } from '../syntax/ast.js';
import { walkNames } from './walk-expression.js';

/** Which of some special names (`loop`, `caller`, `self`, ...) a body reads before it sets them itself. */
export function findUndeclared(body: Body, names: readonly string[]): ReadonlySet<string> {
  const search: Search = { wanted: new Set(names), found: new Set() };
  searchBody(search, body);
  return search.found;
}

interface Search {
  readonly wanted: Set<string>;
  readonly found: Set<string>;
}

function searchBody(search: Search, body: Body): void {
  for (const statement of body) searchStatement(search, statement);
}

function read(search: Search, expression: Parameters<typeof walkNames>[0]): void {
  walkNames(expression, (name) => {
    if (search.wanted.has(name)) search.found.add(name);
  });
}

function write(search: Search, target: Target): void {
  if (target.kind === 'tuple') for (const item of target.items) write(search, item);
  else if (target.kind === 'name') search.wanted.delete(target.name);
}

function writeParameters(search: Search, parameters: readonly MacroParameter[]): void {
  for (const { name } of parameters) search.wanted.delete(name);
  for (const { defaultValue } of parameters) read(search, defaultValue);
}

function searchStatement(search: Search, statement: Statement): void {
  switch (statement.kind) {
    case 'text':
    case 'block':
    case 'loader':
      return;
    case 'output':
      for (const value of statement.values) read(search, value);
      return;
    case 'for':
      write(search, statement.target);
      read(search, statement.source);
      searchBody(search, statement.body);
      searchBody(search, statement.otherwise);
      read(search, statement.test);
      return;
    case 'if':
      for (const { test, body } of statement.branches) {
        read(search, test);
        searchBody(search, body);
      }
      searchBody(search, statement.otherwise);
      return;
    case 'set':
      write(search, statement.target);
      read(search, statement.value);
      return;
    case 'setBlock':
      write(search, statement.target);
      read(search, statement.filter);
      searchBody(search, statement.body);
      return;
    default:
      searchNested(search, statement);
  }
}

type Nested = Extract<Statement, { kind: 'with' | 'macro' | 'call' | 'filter' | 'autoescape' }>;

function searchNested(search: Search, statement: Nested): void {
  switch (statement.kind) {
    case 'with':
      for (const target of statement.targets) write(search, target);
      for (const value of statement.values) read(search, value);
      break;
    case 'macro':
      writeParameters(search, statement.parameters);
      break;
    case 'call':
      read(search, statement.call);
      writeParameters(search, statement.parameters);
      break;
    case 'filter':
      read(search, statement.filter);
      break;
    case 'autoescape':
      read(search, statement.value);
  }
  searchBody(search, statement.body);
}

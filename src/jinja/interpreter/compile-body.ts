import type { Body, Span, Statement } from '../syntax/ast.js';
import { compileAutoescape, compileFilterBlock, compileLoader, compileWith } from './compile-blocks.js';
import { compileBlock } from './compile-block.js';
import { compileFor } from './compile-for.js';
import { compileIf } from './compile-if.js';
import { compileCallBlock, compileMacro } from './compile-macro.js';
import { compileOutput } from './compile-output.js';
import { compileSet, compileSetBlock } from './compile-set.js';
import type { Execute } from './frame.js';
import { locate } from './located-error.js';
import type { Scope } from './scope.js';

/** Turns statements into one function that runs them in order and says where an error happened. */
export function compileBody(scope: Scope, body: Body): Execute {
  const steps = body.map((statement) => compileStatement(scope, statement));
  const spans = body.map((statement) => statement.at);
  const [first] = body;
  if (body.length === 1 && first?.kind === 'text') return steps[0] ?? (() => undefined);
  return sequence(steps, spans);
}

function sequence(steps: readonly Execute[], spans: readonly Span[]): Execute {
  return (frame, out) => {
    let at = 0;
    frame.run.step(steps.length);
    try {
      for (const step of steps) {
        step(frame, out);
        at += 1;
      }
    } catch (error) {
      throw locate(error, spans[at] ?? { start: 0, end: 0 });
    }
  };
}

function compileStatement(scope: Scope, statement: Statement): Execute {
  switch (statement.kind) {
    case 'text': {
      const { text } = statement;
      return (_frame, out) => {
        out.write(text);
      };
    }
    case 'output':
      return compileOutput(scope, statement.values);
    case 'for':
      return compileFor(scope, statement);
    case 'if':
      return compileIf(scope, statement);
    case 'set':
      return compileSet(scope, statement.target, statement.value);
    case 'setBlock':
      return compileSetBlock(scope, statement);
    case 'with':
      return compileWith(scope, statement);
    case 'macro':
      return compileMacro(scope, statement);
    case 'call':
      return compileCallBlock(scope, statement);
    case 'filter':
      return compileFilterBlock(scope, statement);
    case 'autoescape':
      return compileAutoescape(scope, statement);
    case 'block':
      return compileBlock(scope, statement);
    case 'loader':
      return compileLoader(statement.tag);
  }
}

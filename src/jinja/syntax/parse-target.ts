import type { Target } from './ast.js';
import { SyntaxProblem } from './syntax-error.js';
import { describe, type TokenStream } from './token-stream.js';

const reserved: ReadonlySet<string> = new Set(['true', 'false', 'none', 'True', 'False', 'None']);

/** Options of {@link parseTarget}. */
export interface TargetOptions {
  /** `ns.name` is allowed. */
  readonly withNamespace?: boolean;
  /** A word that ends the list of targets. */
  readonly endWord?: string;
}

/** What stands left of `=` or `in`: one name, or several with commas between them. */
export function parseTarget(stream: TokenStream, options: TargetOptions = {}): Target {
  const { start } = stream.current;
  const items: Target[] = [];
  for (;;) {
    const item = parseSingle(stream, options);
    items.push(item);
    if (!stream.isOperator(',')) {
      if (items.length === 1) return item;
      break;
    }
    stream.next();
    if (isEnd(stream, options.endWord)) break;
  }
  return { kind: 'tuple', items, at: stream.spanFrom(start) };
}

/** One name, without commas: what `with` assigns to. */
export function parseSingle(stream: TokenStream, options: TargetOptions = {}): Target {
  if (stream.skipOperator('(')) {
    const inner = parseTarget(stream, options);
    stream.expectOperator(')');
    return inner;
  }
  const token = stream.current;
  if (token.kind !== 'name') throw new SyntaxProblem(`can't assign to '${describe(token)}'`, token.start);
  stream.next();
  if (options.withNamespace === true && stream.skipOperator('.')) {
    const attribute = stream.expect('name').text;
    return { kind: 'namespace', name: token.text, attribute, at: stream.spanFrom(token.start) };
  }
  if (reserved.has(token.text)) throw new SyntaxProblem("can't assign to 'const'", token.start);
  return { kind: 'name', name: token.text, at: token };
}

function isEnd(stream: TokenStream, endWord: string | undefined): boolean {
  if (stream.isOperator('=', ')') || stream.current.kind === 'blockEnd') return true;
  return endWord !== undefined && stream.isWord(endWord);
}

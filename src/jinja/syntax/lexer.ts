import { lexExpression } from './lex-expression.js';
import { space } from './space.js';
import { SyntaxProblem } from './syntax-error.js';
import type { Token } from './token.js';

const opening = new RegExp(`\\{%[-+]?${space}*raw${space}*(?:-%\\}${space}*|%\\})|\\{[%{#][-+]?`, 'g');
const rawEnd = new RegExp(`\\{%([-+]?)${space}*endraw${space}*(?:\\+%\\}|-%\\}${space}*|%\\})`, 'g');
const commentEnd = new RegExp(`(?:\\+#\\}|-#\\}${space}*|#\\})`, 'g');
const oneSpace = new RegExp(space);

/** The template as the lexer sees it: newlines are `\n`, and one at the end is dropped. */
export function normalize(source: string): string {
  const text = source.replace(/\r\n|\r/g, '\n');
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** Cuts a normalised template into tokens. Comments and raw tags are gone afterwards. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    const match = search(opening, text, at);
    if (match === undefined) break;
    const tag = match[0];
    pushData(tokens, text, at, match.index, tag.at(2) === '-');
    at = lexTag(tokens, text, match.index, tag);
  }
  pushData(tokens, text, at, text.length, false);
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function search(pattern: RegExp, text: string, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text) ?? undefined;
}

/** Reads one tag from its opening on; gives the offset after it. */
function lexTag(tokens: Token[], text: string, start: number, tag: string): number {
  const inside = start + tag.length;
  // An opening that ends the text needs no end, in Jinja too.
  if (inside === text.length && (tag.length > 3 || tag.startsWith('{#'))) return inside;
  if (tag.length > 3) return lexRaw(tokens, text, inside);
  if (tag.startsWith('{#')) return skipComment(text, start, inside);
  const kind = tag.startsWith('{{') ? 'variable' : 'block';
  tokens.push({ kind: `${kind}Begin`, text: tag, start, end: inside });
  return lexExpression(tokens, text, inside, kind);
}

function lexRaw(tokens: Token[], text: string, start: number): number {
  const end = search(rawEnd, text, start);
  if (end === undefined) throw new SyntaxProblem('Missing end of raw directive', start);
  pushData(tokens, text, start, end.index, end[1] === '-');
  return end.index + end[0].length;
}

function skipComment(text: string, start: number, inside: number): number {
  const end = search(commentEnd, text, inside);
  if (end === undefined) throw new SyntaxProblem('Missing end of comment tag', start);
  return end.index + end[0].length;
}

function pushData(tokens: Token[], text: string, start: number, end: number, strip: boolean): void {
  const data = text.slice(start, end);
  const kept = strip ? stripEnd(data) : data;
  if (kept !== '') tokens.push({ kind: 'data', text: kept, start, end });
}

/** Walks from the end: a pattern would look for a run of white space at every place of the text. */
function stripEnd(data: string): string {
  let end = data.length;
  while (end > 0 && oneSpace.test(data.charAt(end - 1))) end -= 1;
  return data.slice(0, end);
}

/** How the tags of Jinja2's default syntax end, by how they begin. */
const closings: ReadonlyMap<string, string> = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
]);

/**
 * Finds the end of a template tag as Jinja2's lexer does: `}}` or `%}` ends an expression unless it stands in a string
 * literal or closes brackets that the expression has opened; a comment ends at the first `#}`.
 * @returns the index behind the tag; `undefined` when no tag begins here, or the one that does never ends
 */
export const templateTagEnd = (text: string, start: number): number | undefined => {
  const opening = text.slice(start, start + 2);
  const closing = closings.get(opening);
  // No closing mark, no tag: known at once, however long the rest is.
  if (closing === undefined) return undefined;
  const firstMark = text.indexOf(closing, start + 2);
  if (firstMark === -1) return undefined;
  return opening === '{#' ? firstMark + 2 : expressionEnd(text, start + 2, closing);
};

const bracketPairs: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
const closingBrackets: ReadonlySet<string> = new Set(bracketPairs.values());

/** A string literal of Jinja2, from its opening to its closing quote. */
const stringLiteral = /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/suy;

const expressionEnd = (text: string, from: number, closing: string): number | undefined => {
  /** Closing brackets that are still to come, the innermost last. */
  const expected: string[] = [];
  let at = from;
  while (at < text.length) {
    if (expected.length === 0 && text.startsWith(closing, at)) return at + closing.length;
    const character = text.charAt(at);
    const bracket = bracketPairs.get(character);
    if (bracket !== undefined) expected.push(bracket);
    else if (closingBrackets.has(character) && expected.pop() !== character) return undefined;
    const next = character === "'" || character === '"' ? stringEnd(text, at) : at + 1;
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
};

const stringEnd = (text: string, at: number): number | undefined => {
  // A copy, for the place where a sticky expression looks is a state of its own.
  const literal = new RegExp(stringLiteral);
  literal.lastIndex = at;
  return literal.test(text) ? literal.lastIndex : undefined;
};

/** Python's white space as the inside of a character class. */
const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** Characters that end a line, as the inside of a character class. */
const lineEnds = '\\n\\r\\v\\f\\x1c\\x1d\\x1e\\x85\\u2028\\u2029';

/** Runs of white space. */
export const spaceRun = new RegExp(`[${space}]+`, 'gu');
/** White space at the start. */
export const leadingSpace = new RegExp(`^[${space}]+`, 'u');
/** Nothing but white space, and at least one. */
export const onlySpace = new RegExp(`^[${space}]+$`, 'u');
/** What `splitlines` takes as the end of a line. */
export const lineBreak = new RegExp(`\\r\\n|[${lineEnds}]`, 'g');

/** `text.strip(characters)` on one side or both. */
export function strip(text: string, characters: string | undefined, left: boolean, right: boolean): string {
  if (characters === undefined) {
    const start = left ? text.replace(leadingSpace, '') : text;
    return right ? stripEnd(start) : start;
  }
  const set = new Set(characters);
  const letters = Array.from(text);
  let [from, to] = [0, letters.length];
  while (left && from < to && set.has(letters[from] ?? '')) from += 1;
  while (right && to > from && set.has(letters[to - 1] ?? '')) to -= 1;
  return letters.slice(from, to).join('');
}

/** Walks from the end: a pattern would look for a run at every place of the text. */
function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && onlySpace.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A piece of a template that begins with a brace and another character, and what jinja-js gets for it. */
interface Piece {
  readonly pattern: RegExp;
  readonly rewrite: (match: readonly string[]) => string;
}

const quoted = String.raw`'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"`;
const inside = `(?:${quoted}|[^'"])*?`;

const pieces: readonly Piece[] = [
  // jinja-js reads on to a later comment when this one has an apostrophe or a line end in it.
  { pattern: /^\{#(-?).*?(-?)#\}/s, rewrite: ([, left = '', right = '']) => `{#${left} ${right}#}` },
  {
    pattern: /^\{%(-?)\s*raw\s*(-?)%\}(.*?)\{%(-?)\s*endraw\s*(-?)%\}/s,
    rewrite: ([, left = '', first = '', content = '', last = '', right = '']) =>
      `{{${left} ${literal(trim(content, first, last))} ${right}}}`,
  },
  {
    pattern: new RegExp(String.raw`^(?:\{\{${inside}\}\}|\{%${inside}%\})`, 's'),
    rewrite: ([tag = '']) => checkTag(tag),
  },
];

/** What jinja-js refuses without a word, misreads, or takes for ever to read. */
const refused: readonly (readonly [RegExp, string])[] = [
  [/~/, 'the operator ~'],
  [/\bis(?:not)?\b/, 'tests (is)'],
  [/[\n\r\u2028\u2029]/, 'a tag of more than one line'],
  [/^\{\{\{/, 'a map at the beginning of a tag'],
  [/.\{[{%#]/, 'a tag inside a tag'],
];

/**
 * Checks a template and writes it in the way that jinja-js reads correctly. Its own expressions for finding tags need
 * time that doubles with every quote when a tag is not closed; they never get to see such a tag.
 * @throws Error that says what is wrong
 */
export const prepareTemplate = (template: string): string => {
  let prepared = '';
  let rest = template;
  for (let open = rest.search(/\{[{%#]/); open >= 0; open = rest.search(/\{[{%#]/)) {
    const { length, text } = readPiece(rest.slice(open));
    prepared += rest.slice(0, open) + text;
    rest = rest.slice(open + length);
  }
  return prepared + rest;
};

const readPiece = (rest: string): { readonly length: number; readonly text: string } => {
  for (const { pattern, rewrite } of pieces) {
    const match = pattern.exec(rest);
    if (match) return { length: match[0].length, text: rewrite(match) };
  }
  throw new Error(`A tag or comment is not closed: ${rest.slice(0, 40)}`);
};

const checkTag = (tag: string): string => {
  const texts = tag.match(new RegExp(quoted, 'gs')) ?? [];
  if (texts.some((text) => text.startsWith('"') && text.includes("'")))
    throw new Error('jinja-js does not know apostrophes in double quotes');
  const code = tag.replace(new RegExp(quoted, 'gs'), '""');
  const reason = refused.find(([pattern]) => pattern.test(code))?.[1];
  if (reason !== undefined) throw new Error(`jinja-js does not know ${reason}`);
  return tag;
};

const trim = (content: string, first: string, last: string): string => {
  const begun = first === '' ? content : content.trimStart();
  return last === '' ? begun : begun.trimEnd();
};

/** A text as jinja-js reads it whatever is in it. */
const literal = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9 ]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

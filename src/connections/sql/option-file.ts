import { Secret } from '../../job/secret.js';

/** The parser reads its file in pieces of this size; a longer line would be two. */
const longestLine = 4000;

/** A letter for each character that would end a value, or be taken off its ends. */
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
};

/**
 * The content of an option file of MySQL's and MariaDB's clients.
 * @param options - values by name
 * @returns a message for values that cannot stand in one
 */
export const optionFile = (
  options: Readonly<Record<string, string>>,
): Secret | { readonly refused: string } => {
  const refused = Object.entries(options).find(([, value]) => value.includes('\0'));
  if (refused !== undefined) return { refused: `the ${refused[0]} holds a NUL, which an option file cannot` };
  const lines = Object.entries(options).map(([name, value]) => ({ name, text: `${name}=${quoted(value)}` }));
  const long = lines.find(({ text }) => Buffer.byteLength(text) > longestLine);
  if (long !== undefined) return { refused: `the ${long.name} is too long for an option file` };
  return new Secret(['[client]', ...lines.map(({ text }) => text), ''].join('\n'));
};

/** Between quotes a number sign begins no comment, and blanks at the ends count. */
const quoted = (value: string): string =>
  `"${value.replace(/[\\"\n\r\t\b]/g, (character) => escapes[character] ?? character)}"`;

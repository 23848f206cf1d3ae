import * as E from 'fp-ts/lib/Either.js';

import { templateTagEnd } from './template-tag.js';

/**
 * Splits a command line into words exactly as Python's `shlex.split` does (POSIX rules, no comments), as lava does; the
 * messages are Python's. Template tags are atoms, which they are not in lava: `{{ … }}`, `{% … %}` and `{# … #}` stay
 * whole and as written, blanks, quotes and backslashes included, inside quotes and outside. A tag that does not end is
 * split like any text.
 * @returns on the left `No closing quotation` or `No escaped character`
 * @public
 */
export const splitWords = (line: string): E.Either<string, readonly string[]> => {
  const words: string[] = [];
  let at = skipBlanks(line, 0);
  while (at < line.length) {
    const word = readWord(line, at);
    if (E.isLeft(word)) return word;
    words.push(word.right.text);
    at = skipBlanks(line, word.right.end);
  }
  return E.right(words);
};

/** What was read, and where the rest of the line begins. */
interface Piece {
  readonly text: string;
  readonly end: number;
}

/** Python's shlex knows these blanks and no others. */
const blanks = ' \t\r\n';

const skipBlanks = (line: string, from: number): number => {
  let at = from;
  while (at < line.length && blanks.includes(line.charAt(at))) at += 1;
  return at;
};

/** Reads a word: everything up to the next blank that is neither quoted nor escaped nor in a tag. */
const readWord = (line: string, from: number): E.Either<string, Piece> => {
  const pieces: string[] = [];
  let at = from;
  while (at < line.length && !blanks.includes(line.charAt(at))) {
    const piece = readPiece(line, at);
    if (E.isLeft(piece)) return piece;
    pieces.push(piece.right.text);
    at = piece.right.end;
  }
  return E.right({ text: pieces.join(''), end: at });
};

const readPiece = (line: string, at: number): E.Either<string, Piece> => {
  switch (line.charAt(at)) {
    case '\\':
      return readEscape(line, at, () => true);
    case "'":
      return readQuoted(line, at, () => undefined);
    case '"':
      return readQuoted(line, at, (from) =>
        line.charAt(from) === '\\' ? readEscape(line, from, isEscapedInQuotes) : undefined,
      );
    default:
      return E.right(readPlain(line, at));
  }
};

/** One character, or a whole template tag. */
const readPlain = (line: string, at: number): Piece => {
  const end = templateTagEnd(line, at) ?? at + 1;
  return { text: line.slice(at, end), end };
};

/** Between double quotes a backslash stands for itself, but before a double quote and a backslash. */
const isEscapedInQuotes = (character: string): boolean => character === '"' || character === '\\';

/** A backslash and the character behind it. */
const readEscape = (
  line: string,
  at: number,
  dropsBackslash: (character: string) => boolean,
): E.Either<string, Piece> => {
  const character = line.charAt(at + 1);
  if (character === '') return E.left('No escaped character');
  return E.right({ text: dropsBackslash(character) ? character : `\\${character}`, end: at + 2 });
};

/** From an opening quote to behind its closing one. `readSpecial` reads what is special between the two. */
const readQuoted = (
  line: string,
  from: number,
  readSpecial: (at: number) => E.Either<string, Piece> | undefined,
): E.Either<string, Piece> => {
  const quote = line.charAt(from);
  const pieces: string[] = [];
  let at = from + 1;
  while (at < line.length) {
    if (line.charAt(at) === quote) return E.right({ text: pieces.join(''), end: at + 1 });
    const piece = readSpecial(at) ?? E.right(readPlain(line, at));
    if (E.isLeft(piece)) return piece;
    pieces.push(piece.right.text);
    at = piece.right.end;
  }
  return E.left('No closing quotation');
};

import * as E from 'fp-ts/lib/Either.js';

import { type Decoder, decoder, refine } from './decoder.js';
import { wrappedNumberText } from './plain-value.js';

/** Text. */
export const text: Decoder<string> = decoder('text', (value) =>
  typeof value === 'string' ? E.right(value) : E.left('must be text'),
);

/** Text that is not empty. */
export const nonEmptyText: Decoder<string> = decoder('text that is not empty', (value) =>
  typeof value === 'string' && value !== '' ? E.right(value) : E.left('must be text that is not empty'),
);

/**
 * Text that is not empty and stands on one line, without a NUL: what may become a word of a shell script, or a line of
 * a configuration file.
 */
export const lineText: Decoder<string> = refine(nonEmptyText, 'text on one line', (line) =>
  /\p{Cc}/u.test(line) ? E.left('must be text on one line') : E.right(line),
);

/** A number in any form in which it may be stored: number, bigint, wrapped number. Text is not a number here. */
export const readNumber = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const wrapped = wrappedNumberText(value);
  return wrapped === undefined ? undefined : Number(wrapped);
};

/** A whole number, also one that is stored as text. */
export const wholeNumber: Decoder<number> = decoder('a whole number', (value) => {
  const number =
    typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : readNumber(value);
  return number !== undefined && Number.isSafeInteger(number)
    ? E.right(number)
    : E.left('must be a whole number');
});

/** A port of a host. */
export const portNumber: Decoder<number> = refine(wholeNumber, 'a whole number from 1 to 65535', (port) =>
  port >= 1 && port <= 65_535 ? E.right(port) : E.left('must be a whole number from 1 to 65535'),
);

const booleanTexts: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** A boolean, or the text that a dispatch from a command line sends for one. */
export const booleanOrText: Decoder<boolean> = decoder('true or false', (value) => {
  const read = typeof value === 'string' ? booleanTexts.get(value.trim().toLowerCase()) : value;
  return typeof read === 'boolean' ? E.right(read) : E.left('must be true or false');
});

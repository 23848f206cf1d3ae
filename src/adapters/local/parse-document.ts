import { type InvalidData } from '../../ports/port-error.js';
import type * as Yaml from 'yaml';

import { invalidData } from './fs-error.js';

/**
 * What is wrong, by the code of the `yaml` package. Its own messages quote the text of the file, which may be a secret.
 */
const phrases: Readonly<Partial<Record<Yaml.ErrorCode, string>>> = {
  BAD_ALIAS: 'an alias is not well-formed',
  BAD_DIRECTIVE: 'a directive is not well-formed',
  BAD_DQ_ESCAPE: 'a text in double quotes has an unknown escape',
  BAD_INDENT: 'the indentation does not fit',
  BAD_SCALAR_START: 'a value begins with a character that must be quoted',
  BLOCK_AS_IMPLICIT_KEY: 'a map stands where a value is expected; quote a value that has ": " in it',
  BLOCK_IN_FLOW: 'an indented list or map stands inside brackets',
  DUPLICATE_KEY: 'a key stands twice in one map',
  KEY_OVER_1024_CHARS: 'a key is longer than 1,024 characters',
  MISSING_CHAR: 'a quote, bracket, comma or colon is missing',
  MULTILINE_IMPLICIT_KEY: 'a key goes over more than one line',
  MULTIPLE_DOCS: 'more than one document; one is allowed',
  TAB_AS_INDENT: 'a tab is used as indentation',
  TAG_RESOLVE_FAILED: 'a value or tag is not known; text in a JSON file must be in quotes',
  UNEXPECTED_TOKEN: 'something unexpected',
};

/** A syntax error, thrown by {@link parseDocument}. It names file, line and column and shows nothing of the text. */
const syntaxError = (
  file: string,
  phrase: string,
  at?: { readonly line: number; readonly col: number },
): InvalidData =>
  at
    ? invalidData('syntax', `File ${file}, line ${at.line}, column ${at.col}: ${phrase}`, {
        file,
        line: at.line,
        column: at.col,
      })
    : invalidData('syntax', `File ${file}: ${phrase}`, { file });

/**
 * Reads YAML 1.2, or JSON as the part of YAML that it is. Whole numbers that a JavaScript number cannot hold become
 * bigint. An empty text is null.
 * @param file - its path, for messages; a name that ends in `.json` has to be written in JSON
 * @returns the value; rejects with `InvalidData` on the first syntax error
 */
export const parseDocument = async (text: string, file: string): Promise<unknown> => {
  const { LineCounter, parseDocument: parse } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parse(text, {
    lineCounter,
    prettyErrors: false,
    intAsBigInt: true,
    ...(file.endsWith('.json') ? { schema: 'json' } : {}),
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem)
    throw syntaxError(file, phrases[problem.code] ?? 'not well-formed', lineCounter.linePos(problem.pos[0]));
  try {
    return withNumbers(document.toJS());
  } catch {
    throw syntaxError(file, 'an alias names nothing, or aliases grow beyond every measure');
  }
};

/** Turns each bigint that a number can hold exactly into that number. */
const withNumbers = (value: unknown): unknown => {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withNumbers(entry)]));
};

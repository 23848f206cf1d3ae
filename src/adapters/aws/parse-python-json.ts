import { pythonFloat } from '../../job/python-number.js';
import { ExactNumber } from './exact-number.js';

/**
 * Reads JSON text to the values that Python's `json.loads` gives: whole numbers of any size keep their digits, `1.0`
 * stays a float, and `NaN` and `Infinity`, which Python writes, are read. Everything else is as `JSON.parse` has it.
 * Throws SyntaxError; its message shows nothing of the text, which may be a secret.
 */
export const parsePythonJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(token, markToken), unmark);
  } catch {
    throw new SyntaxError('not well-formed JSON');
  }
};

/** A whole string, a number, or the quote of a string that has no end. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|NaN|-?Infinity|"/g;

/**
 * `JSON.parse` does not tell the text of a number. So numbers become strings, and all strings get a first letter that
 * says what they were. Two tokens in a row, which JSON forbids, stay forbidden.
 */
const markToken = (found: string): string => {
  if (found === '"') throw new SyntaxError('a string without an end');
  if (found.startsWith('"')) return `"s${found.slice(1)}`;
  if (/^-?0\d/.test(found)) throw new SyntaxError('a number that begins with 0');
  return `"n${found}"`;
};

/** Called by `JSON.parse` from the inside out. */
const unmark = (_key: string, value: unknown): unknown => {
  if (typeof value === 'string') return value.startsWith('s') ? value.slice(1) : numberOf(value.slice(1));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [keyOf(key), entry]));
};

const keyOf = (key: string): string => {
  if (!key.startsWith('s')) throw new SyntaxError('a key that is not a string');
  return key.slice(1);
};

/** A float that is whole is wrapped, as its JavaScript number would be taken for an int. */
const numberOf = (text: string): number | bigint | ExactNumber => {
  const number = Number(text);
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(number) ? number + 0 : BigInt(text);
  if (Object.is(number, -0)) return new ExactNumber('-0.0');
  return Number.isInteger(number) ? new ExactNumber(pythonFloat(number)) : number;
};

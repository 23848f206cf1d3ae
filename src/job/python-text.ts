import { isMap, wrappedNumberText } from './decode/plain-value.js';
import { pythonDecimal, pythonFloat } from './python-number.js';
import { pythonBytesRepr, pythonStringRepr } from './python-repr.js';

/**
 * The text of a value from a job record as Python's `str()` gives it, which is what lava puts wherever a value becomes
 * text: `True`, `None`, `1.5`, `['a', 1]`.
 *
 * Numbers: a whole number that JavaScript holds exactly is an integer, any other number a float. A wrapped number keeps
 * its digits, as Python's Decimal does: `1.0` stays `1.0`, `1E3` is `1E+3`. Inside lists and maps numbers look the same.
 * @public
 */
export const pythonText = (value: unknown): string => (typeof value === 'string' ? value : pythonRepr(value));

const pythonRepr = (value: unknown): string => {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return pythonStringRepr(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value.toFixed(0) : pythonFloat(value);
  return compoundRepr(value);
};

const compoundRepr = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (value instanceof Set)
    return value.size === 0 ? 'set()' : `{${Array.from(value, pythonRepr).join(', ')}}`;
  if (value instanceof Uint8Array) return pythonBytesRepr(value);
  if (isMap(value)) return mapRepr(value);
  const number = wrappedNumberText(value);
  // Nothing else comes from JSON or DynamoDB; what a host makes up (a Secret, a Date) prints itself.
  return number === undefined ? (value as { toString: () => string }).toString() : pythonDecimal(number);
};

const mapRepr = (map: Readonly<Record<string, unknown>>): string =>
  `{${Object.entries(map)
    .map(([key, entry]) => `${pythonStringRepr(key)}: ${pythonRepr(entry)}`)
    .join(', ')}}`;

import * as E from 'fp-ts/lib/Either.js';

import { parsePythonFloat } from './python-float.js';

/** docker-py's `BYTE_UNITS`, as far as a single letter can name them. */
const units: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['k', 2 ** 10],
  ['m', 2 ** 20],
  ['g', 2 ** 30],
]);

const splitUnit = (size: string): readonly [digits: string, unit: string] => {
  const last = size.slice(-1).toLowerCase();
  return /^\p{Nd}$/u.test(last) ? [size, 'b'] : [size.slice(0, -1), last];
};

/**
 * A size in text as docker-py's `parse_bytes` reads it: a number in the grammar of Python's `float()`, then one of the
 * units b, k, m, g in any case, which a further `b` may follow (`512mb`); without a unit the number is bytes. Fractions
 * of a byte are cut off.
 * @returns on the left docker-py's own message
 */
export const parseBytes = (size: string): E.Either<string, number> => {
  if (size === '') return E.right(0);
  const short = /\p{L}[bB]$/u.test(size) ? size.slice(0, -1) : size;
  const [digits, unit] = splitUnit(short);
  const bytes = units.get(unit);
  if (bytes === undefined) {
    return E.left(
      `The specified value for memory (${short}) should specify the units. The postfix should be one of the \`b\` \`k\` \`m\` \`g\` characters`,
    );
  }
  const number = parsePythonFloat(digits);
  if (number === undefined)
    return E.left(`Failed converting the string value for memory (${digits}) to an integer.`);
  if (Number.isNaN(number)) return E.left('cannot convert float NaN to integer');
  const whole = Math.trunc(number * bytes);
  return Number.isFinite(whole) ? E.right(whole) : E.left('cannot convert float infinity to integer');
};

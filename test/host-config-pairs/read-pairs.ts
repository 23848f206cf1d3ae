import type { Pair } from './pair.js';

/**
 * A number as the file has written it. Python tells `1000.0` from `1000` and JavaScript does not, so that numbers with a
 * fraction or an exponent are kept in the form in which DynamoDB's clients keep them.
 */
export class LiteralNumber {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

const marker = '$number';
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const markNumber = (token: string): string =>
  token.startsWith('"') || /^-?\d{1,15}$/.test(token) ? token : `{"${marker}":"${token}"}`;

const unmarkNumber = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && marker in value
    ? new LiteralNumber(String(value[marker]))
    : value;

/** Reads a file of pairs. */
export const readPairs = (json: string): readonly Pair[] => {
  const file = JSON.parse(json.replace(stringOrNumber, markNumber), unmarkNumber) as {
    readonly cases: readonly Pair[];
  };
  return file.cases;
};

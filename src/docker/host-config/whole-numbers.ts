import * as E from 'fp-ts/lib/Either.js';

import { type Decoder, decoder, refine } from '../../job/decode/decoder.js';
import { readNumber, wholeNumber } from '../../job/decode/scalars.js';

/** Limits of a number, both included. */
export interface NumberRange {
  readonly from?: number;
  readonly to?: number;
}

const describeRange = ({ from, to }: NumberRange): string => {
  if (from !== undefined && to !== undefined) return `a whole number from ${from} to ${to}`;
  if (from !== undefined) return `a whole number of at least ${from}`;
  return to === undefined ? 'a whole number' : `a whole number of at most ${to}`;
};

const within = (number: number, { from, to }: NumberRange): boolean =>
  number >= (from ?? Number.NEGATIVE_INFINITY) && number <= (to ?? Number.POSITIVE_INFINITY);

/**
 * A whole number. docker-py wants an int and refuses every form in which DynamoDB's clients give numbers; those forms,
 * and numbers stored as text, are taken here. A boolean, an int to Python, is refused, as the engine does.
 */
export const wholeNumberWithin = (range: NumberRange): Decoder<number> => {
  const allowed = describeRange(range);
  return refine(wholeNumber, allowed, (number) =>
    within(number, range) ? E.right(number) : E.left(`must be ${allowed}, not ${number}`),
  );
};

/** A whole number inside a list or map. docker-py passes it on as it is, and the engine refuses one that is text. */
export const innerNumberWithin = (range: NumberRange): Decoder<number> => {
  const allowed = describeRange(range);
  return decoder(allowed, (value) => {
    const number = readNumber(value);
    return number !== undefined && Number.isSafeInteger(number) && within(number, range)
      ? E.right(number)
      : E.left(`must be ${allowed}`);
  });
};

/** What the engine reads into a Go `uint16`. */
export const uint16: NumberRange = { from: 0, to: 65_535 };

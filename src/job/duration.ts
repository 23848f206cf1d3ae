import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { type Decoder, decoder } from './decode/decoder.js';
import { describeType, describeValue } from './decode/describe-value.js';
import { readNumber } from './decode/scalars.js';

/** lava's units in ms, by their case-sensitive letters. No letter means seconds. */
const unitsMs: ReadonlyMap<string, number> = new Map([
  ['', 1000],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

/** A number as lava takes it, then at most one unit, with ASCII blanks around both. */
const durationText =
  /^[ \t\n\r\f\v]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\r\f\v]*([wdhms]?)[ \t\n\r\f\v]*$/;

const readText = (text: string): number => {
  const [, number, unit = ''] = durationText.exec(text) ?? [];
  return Number(number) * (unitsMs.get(unit) ?? Number.NaN);
};

/** NaN for a text that is no duration, `undefined` for a value of another type. */
const readMs = (value: unknown): number | undefined => {
  if (typeof value === 'string') return readText(value);
  // Python's booleans are the numbers 1 and 0, and lava takes them as such.
  const seconds = typeof value === 'boolean' ? Number(value) : readNumber(value);
  return seconds === undefined ? undefined : seconds * 1000;
};

/** Cuts the noise of binary fractions: 1.1 seconds are 1100 ms, not 1100.0000000000002. */
const withoutNoise = (number: number): number => Number(number.toPrecision(15));

const shown = (value: unknown): string => (typeof value === 'string' ? value : describeValue(value));

const parseDuration = (value: unknown): E.Either<string, number> => {
  const ms = readMs(value);
  if (ms === undefined) return E.left(`Invalid duration type: ${describeType(value)}`);
  return Number.isFinite(ms) ? E.right(withoutNoise(ms)) : E.left(`Invalid duration: ${shown(value)}`);
};

/** A whole type of io-ts, so that combinators such as `t.type` take it as well. */
const typeOf = ({ name, validate }: Decoder<number>): t.Type<number, number> =>
  new t.Type(name, t.number.is, validate, t.identity);

/**
 * A duration in lava's grammar, decoded to milliseconds: a number of seconds in any form in which DynamoDB's clients
 * give numbers, or text with at most one of the units `w d h m s` (`10m`, `1.5h`, ` 10 `). It may be negative, as in
 * lava; NaN and infinity are refused, which lava lets through.
 * @public
 */
export const duration: t.Type<number, number> = typeOf(
  decoder('a number of seconds, or text such as 10m', parseDuration),
);

/**
 * A {@link duration} above zero, for time limits. lava refuses a limit of zero or less only after the container has
 * started.
 * @public
 */
export const positiveDuration: t.Type<number, number> = typeOf(
  decoder('a number of seconds above zero, or text such as 10m', (value) => {
    const parsed = parseDuration(value);
    return E.isRight(parsed) && parsed.right <= 0
      ? E.left(`Invalid duration: ${shown(value)} (must be above zero)`)
      : parsed;
  }),
);

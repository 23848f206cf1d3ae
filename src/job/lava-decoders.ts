import type { Decoder } from './decode/decoder.js';
import { booleanOrText, lineText, nonEmptyText, portNumber, text, wholeNumber } from './decode/scalars.js';
import { type S3Location, s3Location } from './s3-location.js';

/** Decoders for job parameters and connection records; their messages are in lava's words. @public */
export interface LavaDecoders {
  /** Text. */
  readonly text: Decoder<string>;
  /** Text that is not empty. */
  readonly nonEmptyText: Decoder<string>;
  /** Text that is not empty and has no control characters: safe in a line of a file. */
  readonly lineText: Decoder<string>;
  /** A whole number in any form in which DynamoDB's clients give one, or as text. */
  readonly wholeNumber: Decoder<number>;
  /** A port of a host, 1 to 65535, in the forms of a whole number. */
  readonly port: Decoder<number>;
  /** A boolean, or `true` or `false` as text, which a dispatch from a command line sends. */
  readonly boolean: Decoder<boolean>;
  /** A location in S3, with or without `s3://`. */
  readonly s3Location: Decoder<S3Location>;
}

/** The decoders, by the names of what they decode. @public */
export const lavaDecoders: LavaDecoders = Object.freeze({
  text,
  nonEmptyText,
  lineText,
  wholeNumber,
  port: portNumber,
  boolean: booleanOrText,
  s3Location,
});

import type * as t from 'io-ts';

import { headed } from './check-parameters.js';
import { record } from './decode/containers.js';
import { type Decoder, mapMessages } from './decode/decoder.js';

/** Decoders of io-ts, by the names of what they decode. @public */
export type Decoders<Fields> = { readonly [Name in keyof Fields]: t.Decoder<unknown, Fields[Name]> };

/**
 * Makes a decoder for the parameters of a job in lava's words: unknown names are refused, what is missing is named, null
 * counts as absent, and every problem is reported at once.
 * @param fields - a decoder for each parameter that a job must have (`required`) or may have (`optional`)
 * @public
 */
export const jobParameters = <Required extends object, Optional extends object>(fields: {
  readonly required?: Decoders<Required>;
  readonly optional?: Decoders<Optional>;
}): t.Decoder<unknown, Required & Partial<Optional>> => {
  const { required = {}, optional = {} } = fields;
  const all = record({ required, optional, otherKeys: 'refuse' });
  // Each member is what the decoder of its name gives; the compiler does not see that through the defaults.
  return mapMessages(all, headed) as Decoder<Required & Partial<Optional>>;
};

import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

import { anyMap, listOf } from '../decode/containers.js';
import { type Decoder, decoder, mapMessages } from '../decode/decoder.js';
import { booleanOrText } from '../decode/scalars.js';
import { positiveDuration } from '../duration.js';
import { type Decoders, jobParameters } from '../job-parameters.js';
import { pythonText } from '../python-text.js';
import { environmentVariables } from './environment-variables.js';

/** The parameters that lava's job types share which run a program. A member that the job does not have is missing. @public */
export interface ProgramParameters {
  /** Arguments for the command, as text. */
  readonly args?: readonly string[];
  /** Variables for the program, as text. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether command, arguments and variables are templates. */
  readonly jinja?: boolean;
  /** Limit of the run time, in ms. */
  readonly timeout?: number;
  /** Variables for the templates. */
  readonly vars?: Readonly<Record<string, unknown>>;
}

/** Any value as an argument: text stays as it is, other values get the text that Python gives them. */
const argument: Decoder<string> = decoder('text or a number', (value) => E.right(pythonText(value)));

const shared = {
  args: listOf(argument),
  env: environmentVariables,
  jinja: booleanOrText,
  timeout: mapMessages(positiveDuration, (message) => `timeout: ${message}`),
  vars: mapMessages(anyMap, () => 'vars must be a map/dict'),
};

/**
 * Makes a decoder for {@link ProgramParameters} and those that a job type has besides, in lava's words: unknown names
 * are refused, what is missing is named, null counts as absent, `timeout` is a duration such as `10m` and must be above zero.
 * @param own - a decoder of io-ts for each parameter of the job type's own that a job must have (`required`) or may have
 * (`optional`). Default none
 * @public
 */
export const programParameters = <Required extends object, Optional extends object>(
  own: { readonly required?: Decoders<Required>; readonly optional?: Decoders<Optional> } = {},
): t.Decoder<unknown, ProgramParameters & Required & Partial<Optional>> => {
  const { required, optional } = own;
  const fields = { ...(required === undefined ? {} : { required }), optional: { ...optional, ...shared } };
  // Each member is what the decoder of its name gives; the compiler does not see that through the defaults.
  return jobParameters(fields);
};

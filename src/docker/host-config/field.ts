import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { type Decoder, mapMessages } from '../../job/decode/decoder.js';
import { isAbsent } from '../../job/decode/plain-value.js';
import { isFalsy } from './python-falsy.js';

/**
 * When docker-py leaves a parameter out although it is given: only for null, or for everything that Python takes for
 * false (`0`, `""`, `false`, `[]`, `{}`).
 */
export type AbsentWhen = 'null' | 'falsy';

/** What is known of one parameter of `host_config`. */
export interface HostConfigField<A> {
  /** Where its value goes in the body of `POST /containers/create` of the Docker Engine API. */
  readonly api: string;
  readonly absent: AbsentWhen;
  /** Takes what docker-py and the engine take, as lava's records can hold it, and gives what is sent. */
  readonly codec: Decoder<A>;
}

const isLeftOut = (value: unknown, absent: AbsentWhen): boolean =>
  absent === 'falsy' ? isFalsy(value) : isAbsent(value);

/** Decodes the value of one parameter. Every message begins with the parameter's name. */
export const decodeField = <A>(
  name: string,
  { absent, codec }: HostConfigField<A>,
  value: unknown,
  context: t.Context,
): t.Validation<A | null> => {
  if (isLeftOut(value, absent)) return t.success(null);
  const named = mapMessages(codec, (message) => `${name}: ${message}`);
  const decoded = named.validate(value, t.appendContext(context, name, codec, value));
  // A zero that was stored as text is left out like any other.
  return E.isRight(decoded) && isLeftOut(decoded.right, absent) ? t.success(null) : decoded;
};

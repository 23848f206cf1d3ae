import * as t from 'io-ts';

import { listOf } from '../../job/decode/containers.js';
import { type Decoder, fromValidation } from '../../job/decode/decoder.js';
import { text } from '../../job/decode/scalars.js';

const names = listOf(text);

/**
 * `cap_add` and `cap_drop`: a list of names, or a single name, as the engine takes both. The engine knows the names, in
 * any case, with `CAP_` and without.
 */
export const capabilities: Decoder<string | readonly string[]> = fromValidation<string | readonly string[]>(
  'a capability such as NET_ADMIN, or a list of them',
  (value, context) => (typeof value === 'string' ? t.success(value) : names.validate(value, context)),
);

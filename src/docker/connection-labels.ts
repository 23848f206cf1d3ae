import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { type Decoder, fromValidation } from '../job/decode/decoder.js';
import { isAbsent, isMap } from '../job/decode/plain-value.js';
import { nonEmptyText } from '../job/decode/scalars.js';

/** Labels become parts of variable names, so only what every shell can read is allowed. */
const label = /^\w+$/;

/**
 * The job's `connections`: connection ids by label. Two labels that differ in case only would share a variable, and are
 * refused.
 */
export const connectionLabels: Decoder<Readonly<Record<string, string>>> = fromValidation(
  'a map of connection ids by label; labels are of letters, digits and _',
  (value, context) => {
    if (!isMap(value)) return t.failure(value, context, 'connections parameter must be a map');
    const entries = Object.entries(value).filter(([, id]) => !isAbsent(id));
    const errors = entries.flatMap(([name, id], index) => {
      const message = problemOf(name, id, entries.slice(0, index));
      return message === undefined
        ? []
        : [{ value: id, context: t.appendContext(context, name, connectionLabels, id), message }];
    });
    return errors.length > 0
      ? t.failures(errors)
      : t.success(Object.fromEntries(entries.map(([name, id]) => [name, String(id)])));
  },
);

const problemOf = (
  name: string,
  id: unknown,
  earlier: readonly (readonly [string, unknown])[],
): string | undefined => {
  if (!label.test(name)) return `Bad connection label: ${name}`;
  const twin = earlier.find(([other]) => other.toUpperCase() === name.toUpperCase());
  if (twin !== undefined) return `Bad connection label: ${name}: differs from ${twin[0]} in case only`;
  return E.isLeft(nonEmptyText.decode(id))
    ? `Bad connection label: ${name}: needs a connection id`
    : undefined;
};

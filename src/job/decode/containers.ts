import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { type Decoder, decoder, fromValidation, mapMessages } from './decoder.js';
import { isAbsent, isMap, listItems } from './plain-value.js';

/** Any value at all. As a field of a {@link record} it takes null for a value instead of for an absent field. */
export const anything: Decoder<unknown> = decoder('anything', (value) => E.right(value));

/** A map of anything. */
export const anyMap: Decoder<Readonly<Record<string, unknown>>> = decoder('a map', (value) =>
  isMap(value) ? E.right(value) : E.left('must be a map'),
);

/** Runs many decoders and gives all their results, or all their errors. */
const collect = <K, A>(
  results: readonly (readonly [K, t.Validation<A>])[],
): t.Validation<readonly (readonly [K, A])[]> => {
  const errors = results.flatMap(([, result]) => (E.isLeft(result) ? result.left : []));
  if (errors.length > 0) return t.failures(errors);
  return t.success(
    results.flatMap(([key, result]) => (E.isRight(result) ? [[key, result.right] as const] : [])),
  );
};

/** A list, or a set, of items that are all alike. */
export const listOf = <A>(item: Decoder<A>): Decoder<readonly A[]> =>
  fromValidation(`a list of ${item.name}`, (value, context) => {
    const items = listItems(value);
    if (items === undefined) return t.failure(value, context, 'must be a list');
    const results = items.map(
      (entry, index) =>
        [index, item.validate(entry, t.appendContext(context, String(index), item, entry))] as const,
    );
    const collected = collect(results);
    return E.isLeft(collected) ? collected : t.success(collected.right.map(([, decoded]) => decoded));
  });

/** A map whose values are all alike. Absent values are left out. */
export const mapOf = <A>(item: Decoder<A>): Decoder<Readonly<Record<string, A>>> =>
  fromValidation(`a map of ${item.name}`, (value, context) => {
    if (!isMap(value)) return t.failure(value, context, 'must be a map');
    const results = Object.entries(value)
      .filter(([, entry]) => !isAbsent(entry))
      .map(
        ([key, entry]) => [key, item.validate(entry, t.appendContext(context, key, item, entry))] as const,
      );
    const collected = collect(results);
    return E.isLeft(collected) ? collected : t.success(Object.fromEntries(collected.right));
  });

type Fields = Readonly<Record<string, Decoder<unknown>>>;
type Decoded<F extends Fields> = { readonly [K in keyof F]: F[K] extends Decoder<infer A> ? A : never };

/** What {@link record} decodes to. */
export type RecordOf<Required extends Fields, Optional extends Fields> = Decoded<Required> &
  Partial<Decoded<Optional>>;

/** How {@link record} treats keys. */
export interface RecordRules<Required extends Fields, Optional extends Fields> {
  /** Keys that must be there. */
  readonly required: Required;
  /** Keys that may be there; null counts as absent. */
  readonly optional: Optional;
  /** Whether other keys are refused, or kept as they are. */
  readonly otherKeys: 'refuse' | 'keep';
  /** Keys that are left out where other keys are refused, e.g. lava's `X-…`. */
  readonly ignored?: RegExp;
}

const sortedList = (keys: readonly string[]): string => [...keys].sort().join(', ');

/**
 * A map with known keys. Every missing key, unexpected key and bad value is reported at once, in lava's words:
 * `Missing keys: a, b`, `Unexpected keys: a, b`.
 */
export const record = <Required extends Fields, Optional extends Fields>(
  rules: RecordRules<Required, Optional>,
): Decoder<RecordOf<Required, Optional>> => {
  const fields: Fields = { ...rules.required, ...rules.optional };
  return fromValidation('a map', (value, context) => {
    if (!isMap(value)) return t.failure(value, context, 'must be a map');
    const entries = Object.entries(value);
    const known = entries.filter(
      ([key, entry]) => Object.hasOwn(fields, key) && (!isAbsent(entry) || fields[key] === anything),
    );
    const others = entries.filter(
      ([key]) => !Object.hasOwn(fields, key) && rules.ignored?.test(key) !== true,
    );
    const keyErrors = [
      ...missingKeys(rules, known, value, context),
      ...(rules.otherKeys === 'refuse' ? unexpectedKeys(fields, others, context) : []),
    ];
    const decoded = decodeFields(fields, known, context);
    if (E.isLeft(decoded)) return t.failures([...keyErrors, ...decoded.left]);
    if (keyErrors.length > 0) return t.failures(keyErrors);
    // Built key by key from the decoders of the same keys, which the compiler cannot see through Object.fromEntries.
    return t.success(
      Object.fromEntries([...(rules.otherKeys === 'keep' ? others : []), ...decoded.right]) as RecordOf<
        Required,
        Optional
      >,
    );
  });
};

const missingKeys = (
  rules: RecordRules<Fields, Fields>,
  known: readonly (readonly [string, unknown])[],
  value: unknown,
  context: t.Context,
): t.Errors => {
  const present = new Set(known.map(([key]) => key));
  const missing = Object.keys(rules.required).filter((key) => !present.has(key));
  if (missing.length === 0) return [];
  const allowed = decoder(`a map with ${sortedList(Object.keys(rules.required))}`, () => E.left(''));
  return [{ value, context: withAllowed(context, allowed), message: `Missing keys: ${sortedList(missing)}` }];
};

const unexpectedKeys = (
  fields: Fields,
  others: readonly (readonly [string, unknown])[],
  context: t.Context,
): t.Errors => {
  if (others.length === 0) return [];
  const keys = sortedList(others.map(([key]) => key));
  const allowed = decoder(sortedList(Object.keys(fields)), () => E.left(''));
  return [{ value: keys, context: withAllowed(context, allowed), message: `Unexpected keys: ${keys}` }];
};

/** The same path, its last entry naming what is allowed more exactly. */
const withAllowed = (context: t.Context, allowed: Decoder<unknown>): t.Context =>
  context.map((entry, index) => (index === context.length - 1 ? { ...entry, type: allowed } : entry));

/** `must be text` becomes `owner must be text`, so that the message alone names the field. */
const named = (key: string, field: Decoder<unknown>): Decoder<unknown> =>
  mapMessages(field, (message) => (message.startsWith('must ') ? `${key} ${message}` : message));

const decodeFields = (
  fields: Fields,
  known: readonly (readonly [string, unknown])[],
  context: t.Context,
): t.Validation<readonly (readonly [string, unknown])[]> =>
  collect(
    known.flatMap(([key, entry]) => {
      const field = fields[key];
      return field === undefined
        ? []
        : [[key, named(key, field).validate(entry, t.appendContext(context, key, field, entry))] as const];
    }),
  );

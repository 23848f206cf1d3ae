import fc from 'fast-check';

/** Text on one line that is not blank, quotes, dollars and letters of the world included. */
export const lineTexts: fc.Arbitrary<string> = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from(`'"$\`\\ !#&;|<>*?~=%{}`)),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 20,
  })
  .filter((text) => text.trim() !== '' && !/\p{Cc}/u.test(text));

/** A name as people give them: letters, digits, `-` and `_`. */
export const plainNames: fc.Arbitrary<string> = fc.stringMatching(/^[A-Za-z][\w-]{0,15}$/);

/** An identifier with slashes: `team/load-sales`. */
export const identifiers: fc.Arbitrary<string> = fc
  .array(plainNames, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'));

/** The name of a secret, as SSM takes them. */
export const secretNames: fc.Arbitrary<string> = identifiers.map((name) => `/lava/dev/${name}`);

/** The name of a host. */
export const hostNames: fc.Arbitrary<string> = fc.domain();

/** The number of a port, as number or text. */
export const portNumbers: fc.Arbitrary<number | string> = fc
  .tuple(fc.integer({ min: 1, max: 65_535 }), fc.boolean())
  .map(([port, asText]) => (asText ? String(port) : port));

/** A boolean as it may be stored. */
export const booleans: fc.Arbitrary<boolean | string> = fc.constantFrom(true, false, 'true', 'false');

/** A duration above zero in lava's grammar. */
export const durations: fc.Arbitrary<number | string> = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.constantFrom('', 's', 'm', 'h', undefined))
  .map(([number, unit]) => (unit === undefined ? number : `${number}${unit}`));

/** An S3 location. */
export const s3Locations: fc.Arbitrary<string> = fc
  .tuple(fc.stringMatching(/^[a-z][a-z0-9-]{2,20}$/), identifiers)
  .map(([bucket, key]) => `s3://${bucket}/${key}`);

/** A field that templates see and nobody else: `X-Ticket`. */
export const freeFields: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.dictionary(
  plainNames.map((name) => `X-${name}`),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 2 },
);

/** A record of some fields that are there, some that may be missing, and free ones. */
export const records = (
  required: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  optional: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc
    .tuple(fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) }), freeFields)
    .map(([fields, free]) => ({ ...free, ...fields }));

import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** A decoder of io-ts whose name says what is allowed, e.g. `text` or `a number of seconds, or text such as 10m`. @public */
export type Decoder<A> = t.Decoder<unknown, A>;

/** What a decoder decodes to. */
export type DecodedBy<D> = D extends Decoder<infer A> ? A : never;

/** Makes a decoder from its validation; `decode` begins an empty path. */
export const fromValidation = <A>(allowed: string, validate: t.Validate<unknown, A>): Decoder<A> => {
  const made: Decoder<A> = {
    name: allowed,
    validate,
    decode: (value) => validate(value, [{ key: '', type: made, actual: value }]),
  };
  return made;
};

/**
 * Makes a decoder for a single value.
 * @param allowed - what is allowed, to follow the words `must be` and `allowed:`
 * @param read - the decoded value, or a message that says what is wrong
 */
export const decoder = <A>(allowed: string, read: (value: unknown) => E.Either<string, A>): Decoder<A> =>
  fromValidation(allowed, (value, context) => {
    const result = read(value);
    return E.isRight(result) ? t.success(result.right) : t.failure(value, context, result.left);
  });

/** Changes every message of a decoder, e.g. to put lava's heading before it. */
export const mapMessages = <A>(inner: Decoder<A>, change: (message: string) => string): Decoder<A> =>
  fromValidation(inner.name, (value, context) => {
    const result = inner.validate(value, context);
    if (E.isRight(result)) return result;
    return t.failures(
      result.left.map((error) => ({ ...error, message: change(error.message ?? `must be ${inner.name}`) })),
    );
  });

/** Decodes further what another decoder has decoded. */
export const refine = <A, B>(
  inner: Decoder<A>,
  allowed: string,
  read: (value: A) => E.Either<string, B>,
): Decoder<B> =>
  fromValidation(allowed, (value, context) => {
    const first = inner.validate(value, context);
    if (E.isLeft(first)) return first;
    const second = read(first.right);
    return E.isRight(second) ? t.success(second.right) : t.failure(value, context, second.left);
  });

import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** All results, or all errors. */
export const collectResults = <A>(results: readonly t.Validation<A>[]): t.Validation<readonly A[]> => {
  const errors = results.flatMap((result) => (E.isLeft(result) ? result.left : []));
  if (errors.length > 0) return t.failures(errors);
  return t.success(results.flatMap((result) => (E.isRight(result) ? [result.right] : [])));
};

import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { Unavailable } from '../ports/port-error.js';
import { taggedError } from './tagged-error.js';

/**
 * Makes a call of a port that never rejects, whatever its adapter does: what is thrown becomes `Unavailable`. For calls
 * that are watched while the run goes on, and for those whose failure must not lose a log.
 */
export const keepPromise =
  <Err, A>(call: () => TE.TaskEither<Err, A>): TE.TaskEither<Err | Unavailable, A> =>
  async () => {
    try {
      return await call()();
    } catch (cause) {
      return E.left(brokenPromise(cause));
    }
  };

const brokenPromise = (cause: unknown): Unavailable =>
  taggedError('Unavailable', {
    code: 'port.rejected',
    message: `The adapter rejected, which it must not do: ${cause instanceof Error ? cause.message : String(cause)}`,
    cause,
  });

import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobContext } from '../job/job-context.js';
import type { JobError } from '../job/job-error.js';
import type { Image } from '../ports/container-engine.js';
import { pause } from '../job/pause.js';

/** Pauses before new tries, before they are spread: doubled each time. A rate limit asks for more patience. */
const firstPauseMs = 1000;
const firstRateLimitPauseMs = 10_000;

/** What a retried pull needs of its run. */
export interface PullPatience {
  readonly context: Pick<JobContext, 'clock' | 'logger' | 'newId'>;
  readonly signal: AbortSignal;
  /** No new try begins later than this after the first, in ms. */
  readonly withinMs: number;
}

/**
 * Pulls, and tries again after failures that may pass: a network that fails, a registry that is busy or limits its
 * rate. The pauses grow and are spread at random, so that many workers do not come back at once.
 */
export const pullWithRetries =
  (
    pull: TE.TaskEither<JobError, Image>,
    { context, signal, withinMs }: PullPatience,
  ): TE.TaskEither<JobError, Image> =>
  async () => {
    const { clock, logger, newId } = context;
    const begin = clock.monotonic();
    for (let failures = 1; ; failures += 1) {
      const result = await pull();
      if (E.isRight(result) || !result.left.retryable || signal.aborted) return result;
      const pauseMs = pauseBefore(failures, result.left, newId());
      if (clock.monotonic() - begin + pauseMs > withinMs) return result;
      logger.warn(`${result.left.message}: trying again`, { failures, pauseMs });
      await pause(clock, signal, pauseMs);
    }
  };

const pauseBefore = (failures: number, error: JobError, id: string): number => {
  const rateLimited = error._tag === 'ImagePullError' && error.details.reason === 'rate-limited';
  const base = (rateLimited ? firstRateLimitPauseMs : firstPauseMs) * 2 ** (failures - 1);
  return Math.round(base * (0.5 + fractionOf(id)));
};

/** A random number from 0 to 1, from a random UUID: the context is the only source of chance. */
const fractionOf = (id: string): number => Number.parseInt(id.slice(0, 8), 16) / 2 ** 32;

import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { pullWithRetries } from '../../../src/docker/pull-with-retries.js';
import type { JobError } from '../../../src/job/job-error.js';
import { jobError } from '../../../src/job/make-job-error.js';
import type { Image } from '../../../src/ports/container-engine.js';
import { makeCapturingLogger, makeFakeClock } from '../../../src/testing/index.js';

const image: Image = { id: 'sha256:1', repositoryDigests: [] };
const failure = (reason: string, retryable: boolean): JobError =>
  jobError('ImagePullError', {
    code: `image.${reason}`,
    message: reason,
    retryable,
    details: { image: 'x', reason },
  });

/** Ids whose first digits are half of all: pauses are neither shortened nor lengthened. */
const middleId = '80000000-0000-4000-8000-000000000000';

const setUp = (results: readonly E.Either<JobError, Image>[], withinMs = 60_000) => {
  const clock = makeFakeClock();
  const controller = new AbortController();
  let pulls = 0;
  const running = pullWithRetries(
    () => Promise.resolve(results[Math.min(pulls++, results.length - 1)] ?? E.right(image)),
    {
      context: { clock, logger: makeCapturingLogger(), newId: () => middleId },
      signal: controller.signal,
      withinMs,
    },
  )();
  return { clock, controller, running, pulls: () => pulls };
};

describe('pullWithRetries', () => {
  it('tries again after failures that may pass, with growing pauses', async () => {
    const busy = E.left(failure('network', true));
    const { clock, running, pulls } = setUp([busy, busy, E.right(image)]);
    await clock.advance(999);
    expect(pulls()).toBe(1);
    await clock.advance(1);
    expect(pulls()).toBe(2);
    await clock.advance(2000);
    expect(await running).toEqual(E.right(image));
    expect([pulls(), clock.pendingCount()]).toEqual([3, 0]);
  });

  it('has more patience with a rate limit', async () => {
    const { clock, running, pulls } = setUp([E.left(failure('rate-limited', true)), E.right(image)]);
    await clock.advance(9999);
    expect(pulls()).toBe(1);
    await clock.advance(1);
    expect(await running).toEqual(E.right(image));
  });

  it.each(['refused', 'not-found'])('does not try again after %s', async (reason) => {
    const { running, pulls } = setUp([E.left(failure(reason, false))]);
    expect(E.isLeft(await running)).toBe(true);
    expect(pulls()).toBe(1);
  });

  it('begins no new try beyond its bound', async () => {
    const { clock, running, pulls } = setUp([E.left(failure('network', true))], 10_000);
    await clock.advance(20_000);
    expect(E.isLeft(await running)).toBe(true);
    expect([pulls(), clock.pendingCount()]).toEqual([4, 0]);
  });

  it('ends a pause when it is aborted', async () => {
    const { clock, controller, running, pulls } = setUp([E.left(failure('network', true))]);
    await clock.whenPending();
    controller.abort();
    await running;
    expect(clock.pendingCount()).toBe(0);
    expect(pulls()).toBeLessThanOrEqual(2);
  });
});

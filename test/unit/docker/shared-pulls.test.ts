import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { type DoPull, makeSharedPulls, type PullWaiter } from '../../../src/docker/shared-pulls.js';
import type { JobError } from '../../../src/job/job-error.js';
import { jobAborted, jobError } from '../../../src/job/make-job-error.js';
import type { Image } from '../../../src/ports/container-engine.js';

const image: Image = { id: 'sha256:1', repositoryDigests: [] };
const failed = jobError('ImagePullError', {
  code: 'image.not-found',
  message: 'none',
  details: { image: 'x', reason: 'not-found' },
});

/** A pull that a test ends. */
const controlledPull = () => {
  const begun: PullWaiter[] = [];
  const ends: ((result: E.Either<JobError, Image>) => void)[] = [];
  const doPull: DoPull = (waiter) => () =>
    new Promise((resolve) => {
      begun.push(waiter);
      ends.push(resolve);
      waiter.signal.addEventListener('abort', () => {
        resolve(E.left(jobAborted('pull')));
      });
    });
  return {
    begun,
    doPull,
    end: (result: E.Either<JobError, Image>) => {
      ends.forEach((resolve) => {
        resolve(result);
      });
    },
  };
};

const waiter = (signal = new AbortController().signal): PullWaiter & { readonly seen: string[] } => {
  const seen: string[] = [];
  return { signal, seen, onProgress: ({ status }) => void seen.push(status) };
};

describe('shared pulls', () => {
  it('make one pull of fifty, and every one sees its progress', async () => {
    const pulls = makeSharedPulls();
    const { begun, doPull, end } = controlledPull();
    const waiters = Array.from({ length: 50 }, () => waiter());
    const results = waiters.map((one) => pulls.pull('key', doPull, one)());
    expect(begun).toHaveLength(1);
    begun[0]?.onProgress({ status: 'Downloading' });
    end(E.right(image));
    expect(await Promise.all(results)).toEqual(waiters.map(() => E.right(image)));
    expect(waiters.every(({ seen }) => seen[0] === 'Downloading')).toBe(true);
  });

  it('keep apart what differs in its key', () => {
    const pulls = makeSharedPulls();
    const { begun, doPull } = controlledPull();
    void pulls.pull('one', doPull, waiter())();
    void pulls.pull('other', doPull, waiter())();
    expect(begun).toHaveLength(2);
  });

  it('go on when one leaves', async () => {
    const pulls = makeSharedPulls();
    const { begun, doPull, end } = controlledPull();
    const leaving = new AbortController();
    const first = pulls.pull('key', doPull, waiter(leaving.signal))();
    const second = pulls.pull('key', doPull, waiter())();
    leaving.abort();
    expect(await first).toMatchObject({ left: { _tag: 'JobAbortedError' } });
    expect(begun[0]?.signal.aborted).toBe(false);
    end(E.right(image));
    expect(await second).toEqual(E.right(image));
  });

  it('are given up when the last one leaves; who comes then begins anew', async () => {
    const pulls = makeSharedPulls();
    const { begun, doPull } = controlledPull();
    const leaving = new AbortController();
    const only = pulls.pull('key', doPull, waiter(leaving.signal))();
    leaving.abort();
    await only;
    expect(begun[0]?.signal.aborted).toBe(true);
    void pulls.pull('key', doPull, waiter())();
    expect(begun).toHaveLength(2);
    expect(begun[1]?.signal.aborted).toBe(false);
  });

  it('share a failure and do not keep it', async () => {
    const pulls = makeSharedPulls();
    const { begun, doPull, end } = controlledPull();
    const results = [pulls.pull('key', doPull, waiter())(), pulls.pull('key', doPull, waiter())()];
    end(E.left(failed));
    expect(await Promise.all(results)).toEqual([E.left(failed), E.left(failed)]);
    void pulls.pull('key', doPull, waiter())();
    expect(begun).toHaveLength(2);
  });

  it('do not begin for one who has left already', async () => {
    const { begun, doPull } = controlledPull();
    const result = await makeSharedPulls().pull('key', doPull, waiter(AbortSignal.abort()))();
    expect([E.isLeft(result), begun.length]).toEqual([true, 0]);
  });

  it('turn what a pull throws into an error for everybody', async () => {
    const throwing: DoPull = () => () => Promise.reject(new Error('boom'));
    expect(await makeSharedPulls().pull('key', throwing, waiter())()).toMatchObject({
      left: { _tag: 'UnexpectedError' },
    });
  });
});

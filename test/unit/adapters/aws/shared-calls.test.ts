import { describe, expect, it } from 'vitest';

import { makeSharedCalls } from '../../../../src/adapters/aws/shared-calls.js';

const calm = new AbortController().signal;

/** Work that ends when the test says so. */
const makeWork = () => {
  const signals: AbortSignal[] = [];
  const ends: ((result: string) => void)[] = [];
  return {
    signals,
    end: (result: string, index = 0) => ends[index]?.(result),
    begin: (signal: AbortSignal): Promise<string> => {
      signals.push(signal);
      return new Promise((resolve) => ends.push(resolve));
    },
  };
};

describe('shared calls', () => {
  it('are one for the same key at the same time, and one each for different keys', async () => {
    const calls = makeSharedCalls<string>();
    const work = makeWork();
    const results = ['a', 'a', 'b', 'a'].map((key) => calls.join(key, work.begin, calm));
    expect(work.signals).toHaveLength(2);
    work.end('first', 0);
    work.end('second', 1);
    expect(await Promise.all(results)).toEqual(['first', 'first', 'second', 'first']);
  });

  it('begin anew when the last one has ended, well or not', async () => {
    const calls = makeSharedCalls<string>();
    await expect(calls.join('a', () => Promise.reject(new Error('failed')), calm)).rejects.toThrow('failed');
    expect(await calls.join('a', () => Promise.resolve('one'), calm)).toBe('one');
    expect(await calls.join('a', () => Promise.resolve('two'), calm)).toBe('two');
  });

  it('go on when one who waits leaves', async () => {
    const calls = makeSharedCalls<string>();
    const work = makeWork();
    const leaving = new AbortController();
    const left = calls.join('a', work.begin, leaving.signal);
    const stays = calls.join('a', work.begin, calm);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ _tag: 'Aborted' });
    expect(work.signals[0]?.aborted).toBe(false);
    work.end('result');
    expect(await stays).toBe('result');
  });

  it('are given up when the last one leaves, and who comes then begins another', async () => {
    const calls = makeSharedCalls<string>();
    const work = makeWork();
    const leaving = new AbortController();
    const left = calls.join('a', work.begin, leaving.signal);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ _tag: 'Aborted' });
    expect(work.signals[0]?.aborted).toBe(true);
    const next = calls.join('a', work.begin, calm);
    expect(work.signals).toHaveLength(2);
    work.end('old', 0);
    work.end('new', 1);
    expect(await next).toBe('new');
  });
});

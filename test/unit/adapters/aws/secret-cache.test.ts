import { describe, expect, it } from 'vitest';

import { makeSecretCache } from '../../../../src/adapters/aws/secret-cache.js';
import { Secret } from '../../../../src/job/secret.js';
import { makeFakeClock } from '../../../../src/testing/index.js';

const calm = (): AbortSignal => new AbortController().signal;

const makeBench = (options: { readonly entries?: number; readonly ttlMs?: number } = {}) => {
  const clock = makeFakeClock();
  const cache = makeSecretCache({ entries: 100, ttlMs: 120_000, ...options, clock });
  const reads: string[] = [];
  const find = async (name: string): Promise<string | undefined> => {
    const read = (): Promise<Secret> => {
      reads.push(name);
      return Promise.resolve(new Secret(`${name} ${reads.length}`));
    };
    return (await cache.find(name, read, calm()))?.reveal();
  };
  return { clock, cache, reads, find };
};

describe('the cache of secrets', () => {
  it('keeps a secret for its time, measured from the beginning of the read', async () => {
    const { clock, find } = makeBench();
    expect(await find('a')).toBe('a 1');
    await clock.advance(119_999);
    expect(await find('a')).toBe('a 1');
    await clock.advance(1);
    expect(await find('a')).toBe('a 2');
  });

  it('lets go of the least recently used', async () => {
    const { find, reads } = makeBench({ entries: 2 });
    await find('a');
    await find('b');
    await find('a');
    await find('c');
    expect(reads).toEqual(['a', 'b', 'c']);
    await find('a');
    expect(reads).toEqual(['a', 'b', 'c']);
    await find('b');
    expect(reads).toEqual(['a', 'b', 'c', 'b']);
  });

  it('reads once for all who ask at the same time', async () => {
    const { find, reads } = makeBench();
    const found = await Promise.all(Array.from({ length: 100 }, () => find('a')));
    expect(new Set(found)).toEqual(new Set(['a 1']));
    expect(reads).toEqual(['a']);
  });

  it('does not keep a failure, nor that there is no secret', async () => {
    const { cache, find } = makeBench();
    await expect(cache.find('a', () => Promise.reject(new Error('failed')), calm())).rejects.toThrow(
      'failed',
    );
    expect(await cache.find('a', () => Promise.resolve(undefined), calm())).toBeUndefined();
    expect(await find('a')).toBe('a 1');
  });

  it.each([{ entries: 0 }, { ttlMs: 0 }, { ttlMs: -1 }])('keeps nothing with %o', async (options) => {
    const { find, reads } = makeBench(options);
    await Promise.all([find('a'), find('a')]);
    await find('a');
    expect(reads).toEqual(['a', 'a', 'a']);
  });
});

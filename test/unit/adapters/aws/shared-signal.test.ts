import { getEventListeners } from 'node:events';

import { describe, expect, it } from 'vitest';

import { withSharedSignal } from '../../../../src/adapters/aws/shared-signal.js';

describe('withSharedSignal', () => {
  it('hands an abort on, with its reason', async () => {
    const abort = new AbortController();
    const reason = await withSharedSignal(abort.signal, (shared) => {
      abort.abort('enough');
      return Promise.resolve(shared.reason as unknown);
    });
    expect(reason).toBe('enough');
  });

  it('begins aborted when the given signal is', async () => {
    expect(await withSharedSignal(AbortSignal.abort(), (shared) => Promise.resolve(shared.aborted))).toBe(
      true,
    );
  });

  it('has one listener on the given signal while the work goes on, and none afterwards', async () => {
    const { signal } = new AbortController();
    const listeners = await withSharedSignal(signal, (shared) => {
      for (let calls = 0; calls < 20; calls += 1) shared.addEventListener('abort', () => undefined);
      return Promise.resolve(getEventListeners(signal, 'abort').length);
    });
    expect([listeners, getEventListeners(signal, 'abort').length]).toEqual([1, 0]);
  });

  it('ends what still goes on when the work has failed', async () => {
    const { signal } = new AbortController();
    let seen: AbortSignal | undefined;
    const work = withSharedSignal(signal, (shared) => {
      seen = shared;
      return Promise.reject(new Error('no'));
    });
    await expect(work).rejects.toThrow('no');
    expect(seen?.aborted).toBe(true);
    expect(signal.aborted).toBe(false);
  });
});

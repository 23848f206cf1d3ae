import { describe, expect, it } from 'vitest';

import { makeFakeClock } from '../../../src/testing/index.js';

describe('makeFakeClock', () => {
  it('stands still until it is moved', async () => {
    const clock = makeFakeClock(1000);
    expect([clock.now(), clock.monotonic()]).toEqual([1000, 0]);
    await clock.advance(5);
    expect([clock.now(), clock.monotonic()]).toEqual([1005, 5]);
  });

  it('calls back in the order of the times, then of the scheduling, each at its own time', async () => {
    const clock = makeFakeClock(0);
    const calls: string[] = [];
    const note = (name: string) => () => calls.push(`${name} at ${clock.now()}`);
    clock.schedule(20, note('third'));
    clock.schedule(10, note('first'));
    clock.schedule(10, note('second'));
    clock.schedule(31, note('never'));
    await clock.advance(30);
    expect(calls).toEqual(['first at 10', 'second at 10', 'third at 20']);
    expect(clock.pendingCount()).toBe(1);
  });

  it('calls what a callback, or a promise that it settles, schedules within the same span', async () => {
    const clock = makeFakeClock(0);
    const calls: number[] = [];
    const again = async (): Promise<void> => {
      await Promise.resolve();
      calls.push(clock.now());
      clock.schedule(10, () => void again());
    };
    clock.schedule(10, () => void again());
    await clock.advance(35);
    expect(calls).toEqual([10, 20, 30]);
  });

  it('does not call what was cancelled', async () => {
    const clock = makeFakeClock();
    const calls: string[] = [];
    const cancel = clock.schedule(1, () => calls.push('called'));
    cancel();
    cancel();
    await clock.advance(2);
    expect(calls).toEqual([]);
    expect(clock.pendingCount()).toBe(0);
  });

  it('tells when somebody has begun to wait', async () => {
    const clock = makeFakeClock();
    const two = clock.whenPending(2);
    clock.schedule(1, () => undefined);
    await clock.whenPending();
    clock.schedule(1, () => undefined);
    await two;
    expect(clock.pendingCount()).toBe(2);
  });
});

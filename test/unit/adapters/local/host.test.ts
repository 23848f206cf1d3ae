import { describe, expect, it, vi } from 'vitest';

import {
  hostIdentity,
  localHost,
  makeConsoleLogger,
  makeSystemClock,
} from '../../../../src/adapters/local/index.js';

describe('makeSystemClock', () => {
  it('tells the time and never goes back', () => {
    const clock = makeSystemClock();
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(60_000);
    expect(clock.monotonic()).toBeLessThanOrEqual(clock.monotonic());
  });

  it('calls back once', async () => {
    const clock = makeSystemClock();
    await new Promise<void>((resolve) => {
      clock.schedule(0, resolve);
    });
  });

  it('does not call back what was cancelled, and waits longer than a timer can', () => {
    vi.useFakeTimers();
    try {
      const clock = makeSystemClock();
      const calls: string[] = [];
      const cancel = clock.schedule(1000, () => calls.push('cancelled'));
      clock.schedule(2 ** 31 * 3, () => calls.push('late'));
      const cancelLate = clock.schedule(2 ** 31 * 3, () => calls.push('cancelled late'));
      cancel();
      vi.advanceTimersByTime(2 ** 31 * 2);
      cancelLate();
      vi.advanceTimersByTime(2 ** 31 - 1);
      expect(calls).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(calls).toEqual(['late']);
      expect(vi.getTimerCount()).toBe(0);
      cancel();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('makeConsoleLogger', () => {
  it('writes a line for each message of its level and above', () => {
    const lines: string[] = [];
    const logger = makeConsoleLogger({ level: 'warn', write: (line) => lines.push(line) });
    logger.debug('no');
    logger.info('no');
    logger.warn('careful');
    logger.error('broken', { count: 1n, cause: new TypeError('why') });
    expect(lines).toEqual(['warn: careful\n', 'error: broken {"count":"1","cause":"TypeError: why"}\n']);
  });

  it('survives a field that cannot be printed and a writer that fails', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    makeConsoleLogger({ write: () => undefined }).error('message', cycle);
    const failing = makeConsoleLogger({
      write: () => {
        throw new Error('closed');
      },
    });
    failing.error('message');
  });
});

describe('hostIdentity', () => {
  it('gives the effective user and group', () => {
    expect(hostIdentity({ geteuid: () => 1, getegid: () => 2 })).toEqual({ uid: 1, gid: 2 });
  });

  it('says what to do on a platform without them', () => {
    expect(() => hostIdentity({})).toThrow(/has no user and group ids/);
  });
});

describe('localHost', () => {
  it('copies the environment and makes random ids', () => {
    const environment: Record<string, string> = { A: '1' };
    const host = localHost({ environment });
    environment['A'] = '2';
    expect(host.environment).toEqual({ A: '1' });
    expect(host.newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(host.newId()).not.toBe(host.newId());
  });
});

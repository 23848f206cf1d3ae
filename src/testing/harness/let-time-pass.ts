import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';

import type { FakeClock } from '../fake-clock.js';

/** How far the clock is moved at a time, in ms. */
const stepMs = 1000;

/**
 * Moves a clock until a promise has settled; while no callback waits the clock stands. One that never settles runs into the
 * time limit of its test, unless the signal is aborted before.
 * @throws the reason of the signal, once it is aborted
 */
export const letTimePass = async <A>(
  running: Promise<A>,
  clock: FakeClock,
  limit?: AbortSignal,
): Promise<A> => {
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
  };
  running.then(settle, settle);
  for (;;) {
    // Work with files gets its turn: it takes real time, and the clock must not run away from it.
    await stat(tmpdir());
    await clock.advance(clock.pendingCount() === 0 ? 0 : stepMs);
    // The callbacks of promises change it.
    if (isSettled as boolean) return running;
    limit?.throwIfAborted();
  }
};

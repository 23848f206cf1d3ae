import { AsyncLocalStorage, createHook } from 'node:async_hooks';

import { turns } from '../suite.js';

/**
 * Does some work, and counts the timers of the platform that it has left: those that a `setTimeout` or `setInterval` of the
 * work, or of what it has begun, has made and that still hold the process. Timers of anybody else do not count.
 */
export const timersLeft = async (work: () => Promise<unknown>): Promise<number> => {
  const ours = new AsyncLocalStorage<true>();
  const timers = new Map<number, object>();
  const hook = createHook({
    init: (id, type, _trigger, timer) => {
      if (type === 'Timeout' && ours.getStore() === true) timers.set(id, timer);
    },
    destroy: (id) => void timers.delete(id),
  }).enable();
  try {
    await ours.run(true, work);
    // What has been cleared, or has fired, is told a little later.
    await turns(3);
    return [...timers.values()].filter(holdsProcess).length;
  } finally {
    hook.disable();
  }
};

const holdsProcess = (timer: object): boolean => (timer as Partial<NodeJS.Timeout>).hasRef?.() === true;

import type { Clock } from 'lava-docker-job';

import type { JobQueue, ReceivedMessage } from './job-queue.js';

/** A queue in memory, for tests and for hosts that make their own dispatches. */
export interface MemoryQueue extends JobQueue {
  readonly send: (body: string) => void;
  /** How many messages are in the queue, hidden ones included. */
  readonly size: () => number;
}

interface Held {
  readonly body: string;
  readonly id: number;
  receiveCount: number;
  visibleAtMs: number;
}

/** Makes a queue in memory. Waiting for a message takes as long as it takes. */
export const makeMemoryQueue = (clock: Clock): MemoryQueue => {
  const held = new Map<number, Held>();
  const waiting = new Set<() => void>();
  let lastId = 0;

  /** Settles at the next message, when a hidden one is to be seen again, or at an abort. */
  const change = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const settle = (): void => {
        cancelTimer();
        waiting.delete(settle);
        signal.removeEventListener('abort', settle);
        resolve();
      };
      const next = Math.min(...[...held.values()].map(({ visibleAtMs }) => visibleAtMs));
      const cancelTimer = Number.isFinite(next)
        ? clock.schedule(next - clock.monotonic(), settle)
        : () => undefined;
      waiting.add(settle);
      signal.addEventListener('abort', settle, { once: true });
    });

  const hide = (message: Held, visibilityMs: number): void => {
    message.visibleAtMs = clock.monotonic() + visibilityMs;
  };

  /** The message of a reception, unless it has been received again. */
  const ofReception = ({ receipt }: ReceivedMessage): Held | undefined =>
    [...held.values()].find((message) => receiptOf(message) === receipt);

  return {
    send: (body) => {
      lastId += 1;
      held.set(lastId, { id: lastId, body, receiveCount: 0, visibleAtMs: clock.monotonic() });
      for (const wake of [...waiting]) wake();
    },
    size: () => held.size,
    receive: async (visibilityMs, signal) => {
      while (!signal.aborted) {
        const message = [...held.values()].find(({ visibleAtMs }) => visibleAtMs <= clock.monotonic());
        if (message === undefined) {
          await change(signal);
          continue;
        }
        message.receiveCount += 1;
        hide(message, visibilityMs);
        return { body: message.body, receiveCount: message.receiveCount, receipt: receiptOf(message) };
      }
      return undefined;
    },
    extend: (reception, visibilityMs) => {
      const message = ofReception(reception);
      if (message === undefined) return Promise.reject(new Error('The message has been received again'));
      hide(message, visibilityMs);
      return Promise.resolve();
    },
    delete: (reception) => {
      const message = ofReception(reception);
      if (message !== undefined) held.delete(message.id);
      return Promise.resolve();
    },
  };
};

const receiptOf = ({ id, receiveCount }: Held): string => `${id}.${receiveCount}`;

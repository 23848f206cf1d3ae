import { untilAborted } from './aws-call.js';

/** Makes one call of calls that are the same and go on at the same time. */
export interface SharedCalls<A> {
  /**
   * Joins the call of that key that is under way, or begins one. Who leaves does not disturb the others; when the last one
   * leaves, the call is given up. A result is shared and not kept.
   * @param begin - its signal is aborted when nobody waits for it any more
   */
  readonly join: (key: string, begin: (signal: AbortSignal) => Promise<A>, signal: AbortSignal) => Promise<A>;
}

interface SharedCall<A> {
  readonly result: Promise<A>;
  readonly giveUp: AbortController;
  waiting: number;
}

/** Makes the place where calls meet. */
export const makeSharedCalls = <A>(): SharedCalls<A> => {
  const calls = new Map<string, SharedCall<A>>();

  /** A call that was given up may have been followed by another one of the same key. */
  const forget = (key: string, call: SharedCall<A>): void => {
    if (calls.get(key) === call) calls.delete(key);
  };

  const start = (key: string, begin: (signal: AbortSignal) => Promise<A>): SharedCall<A> => {
    const giveUp = new AbortController();
    const call = { result: begin(giveUp.signal), giveUp, waiting: 0 };
    calls.set(key, call);
    const over = (): void => {
      forget(key, call);
    };
    call.result.then(over, over);
    return call;
  };

  return {
    join: async (key, begin, signal) => {
      const call = calls.get(key) ?? start(key, begin);
      call.waiting += 1;
      try {
        return await untilAborted(call.result, signal);
      } finally {
        call.waiting -= 1;
        if (call.waiting === 0) {
          forget(key, call);
          call.giveUp.abort();
        }
      }
    },
  };
};

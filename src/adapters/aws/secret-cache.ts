import type { Secret } from '../../job/secret.js';
import type { Clock } from '../../ports/clock.js';
import { makeSharedCalls } from './shared-calls.js';

/** How many secrets are kept, and how long. */
export interface SecretCacheOptions {
  /** The least recently used goes first; 0: none is kept. */
  readonly entries: number;
  /** From the beginning of the read, in ms; 0: none is kept. */
  readonly ttlMs: number;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Reads a secret; `undefined` when there is none. */
export type ReadSecret = (signal: AbortSignal) => Promise<Secret | undefined>;

/** Keeps secrets for a while. */
export interface SecretCache {
  /** The kept secret, or what reading it gives. What is missing or cannot be read is not kept. */
  readonly find: (name: string, read: ReadSecret, signal: AbortSignal) => Promise<Secret | undefined>;
}

interface Kept {
  readonly secret: Secret;
  readonly untilMs: number;
}

/** Makes a cache in which reads of one name at the same time are one read. */
export const makeSecretCache = ({ entries, ttlMs, clock }: SecretCacheOptions): SecretCache => {
  // A map keeps the order in which its members were set: the first one is the least recently used.
  const kept = new Map<string, Kept>();
  const reads = makeSharedCalls<Secret | undefined>();

  const use = (name: string): Secret | undefined => {
    const found = kept.get(name);
    if (found === undefined) return undefined;
    kept.delete(name);
    if (found.untilMs <= clock.monotonic()) return undefined;
    kept.set(name, found);
    return found.secret;
  };

  const keep = (name: string, entry: Kept): void => {
    kept.delete(name);
    kept.set(name, entry);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - entries))) kept.delete(oldest);
  };

  // A secret that is not kept may have changed by the next moment, so that its reads are not shared either.
  if (entries <= 0 || ttlMs <= 0) return { find: (_name, read, signal) => read(signal) };
  return {
    find: (name, read, signal) => {
      const known = use(name);
      if (known !== undefined) return Promise.resolve(known);
      const begin = async (sharedSignal: AbortSignal): Promise<Secret | undefined> => {
        const untilMs = clock.monotonic() + ttlMs;
        const secret = await read(sharedSignal);
        if (secret !== undefined) keep(name, { secret, untilMs });
        return secret;
      };
      return reads.join(name, begin, signal);
    },
  };
};

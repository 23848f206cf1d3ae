import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Resolves with the first truthy value of `condition`; rejects when the time is over.
 * @template T
 * @param {string} what  the end of the sentence "Waited N s for ..."
 * @param {() => T | Promise<T>} condition
 * @param {{ timeoutMs: number, intervalMs?: number }} bounds
 * @returns {Promise<NonNullable<T>>}
 */
export async function waitFor(what, condition, { timeoutMs, intervalMs = 50 }) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() >= deadline) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await delay(intervalMs);
  }
}

/**
 * Like {@link waitFor}, for a caller that knows what to do when the time is over.
 * @param {() => boolean | Promise<boolean>} condition
 * @param {{ timeoutMs: number, intervalMs?: number }} bounds
 * @returns {Promise<boolean>} whether the condition came true in time
 */
export async function cameTrue(condition, bounds) {
  return waitFor('', condition, bounds).catch(() => false);
}

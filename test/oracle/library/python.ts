import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('evaluate.py', import.meta.url));

/** What Debian's Python makes of each expression: `str()` of the value, or `!Error: message`. */
export function evaluate(expressions: readonly string[], timeZone = 'UTC'): string[] {
  const run = spawnSync('/usr/bin/python3', [script], {
    input: JSON.stringify(expressions),
    encoding: 'utf8',
    // The working folder of our own runtime.
    cwd: '/',
    maxBuffer: 1e9,
    env: { TZ: timeZone, PYTHONIOENCODING: 'utf8' },
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as string[];
}

/** A text as a Python literal. */
export const literal = (text: string): string => JSON.stringify(text);

/** The text that an action gives, or `!Error: message` as Python's side prints it. */
export function attempt(action: () => string): string {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && 'pyName' in error) return `!${String(error.pyName)}: ${error.message}`;
    throw error;
  }
}

/** Numbers in [0, 1) from a seed, so that every run checks the same cases. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

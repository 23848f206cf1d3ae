import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isRunning } from './processes.mjs';
import { waitFor } from './wait-for.mjs';

/**
 * Does something that two commands must not do at once. A lock that a dead process left is taken over.
 * @template T
 * @param {string} lockFile
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withFileLock(lockFile, action) {
  await waitFor(`another command to finish (it holds ${lockFile})`, () => takeLock(lockFile), {
    timeoutMs: 300_000,
  });
  try {
    return await action();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** @param {string} lockFile */
function takeLock(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isStale(lockFile)) rmSync(lockFile, { force: true });
    return false;
  }
}

/** @param {string} lockFile */
function isStale(lockFile) {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'));
    // An empty file belongs to a process that is just writing its pid.
    return holder > 0 && !isRunning(holder);
  } catch {
    return false;
  }
}

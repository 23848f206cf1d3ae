import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cameTrue } from './wait-for.mjs';

/**
 * @typedef {object} RunningProcess
 * @property {number} pid
 * @property {number} parent
 * @property {string[]} argv
 */

/**
 * What /proc tells about a process; nothing for one that has ended, collected by its parent or not.
 * @param {number} pid
 * @returns {RunningProcess | undefined}
 */
export function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    // The name in brackets may hold anything, so the fields are counted from its end.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : { pid, parent: Number(parent), argv };
  } catch {
    return undefined;
  }
}

/**
 * Whether a process runs, on any system.
 * @param {number} pid
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // Where there is /proc, it knows those that have ended and that nobody has collected.
  return !existsSync('/proc/self/stat') || readProcess(pid) !== undefined;
}

/** @returns {RunningProcess[]} */
export function listProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((found) => found !== undefined);
}

/**
 * The living process that a pid file names, if it is the one we mean: a pid is used again after a restart.
 * @param {string} pidFile
 * @param {string} argument  an argument that only the right process has
 * @returns {number | undefined}
 */
export function pidOf(pidFile, argument) {
  if (!existsSync(pidFile)) return undefined;
  const pid = Number(readFileSync(pidFile, 'utf8').trim());
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return readProcess(pid)?.argv.includes(argument) ? pid : undefined;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function sendSignal(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Asks a process to end, and forces it when it does not in time.
 * @param {number} pid
 * @param {{ graceMs: number }} bounds
 */
export async function stopProcess(pid, { graceMs }) {
  sendSignal(pid, 'SIGTERM');
  if (await cameTrue(() => readProcess(pid) === undefined, { timeoutMs: graceMs })) return;
  sendSignal(pid, 'SIGKILL');
  if (await cameTrue(() => readProcess(pid) === undefined, { timeoutMs: 10_000 })) return;
  throw new Error(`Process ${pid} did not end when it was killed.`);
}

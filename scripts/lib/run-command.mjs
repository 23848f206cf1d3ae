import { spawn } from 'node:child_process';
import { mustBePassedOn } from './interruption.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [show]  let it write to this terminal
 * @property {(chunk: Buffer) => void} [write]  gets both streams of output as they come
 * @property {AbortSignal} [signal]  asks it to end
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ exitCode: number, output: string }>} both streams of output in one text; empty if it went elsewhere
 */
export async function runCommand(command, args, { cwd, env, show = false, write, signal } = {}) {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: env ?? process.env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const end = () => {
      if (signal && mustBePassedOn(signal)) child.kill('SIGTERM');
    };
    signal?.addEventListener('abort', end);
    /** @type {Buffer[]} */
    const chunks = [];
    const take = write ?? ((/** @type {Buffer} */ chunk) => void chunks.push(chunk));
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => {
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString() });
    });
  });
}

/**
 * Runs a program that must succeed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} its output
 */
export async function mustRun(command, args, options) {
  const { exitCode, output } = await runCommand(command, args, options);
  if (exitCode === 0) return output;
  const lastLines = output.trimEnd().split('\n').slice(-15).join('\n');
  throw new Error(
    `\`${[command, ...args].join(' ')}\` ended with ${exitCode}.${lastLines && `\n${lastLines}`}`,
  );
}

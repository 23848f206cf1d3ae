import { Interruption } from './interruption.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * What a command of this folder gets.
 * @typedef {object} CommandContext
 * @property {(line?: string) => void} say  tells the user what happens
 * @property {(title: string) => void} heading
 * @property {(cleanUp: () => unknown) => void} defer  does something at the end, the last one first
 * @property {AbortSignal} signal  aborted by Ctrl-C and SIGTERM
 */

/**
 * Runs a command and sets the exit code. What it deferred is done however it ends.
 * @param {(context: CommandContext) => Promise<number>} command  gives the exit code
 */
export async function runAsCommand(command) {
  const { signal, release } = abortOnSignals();
  /** @type {(() => unknown)[]} */
  const deferred = [];
  const defer = (/** @type {() => unknown} */ cleanUp) => void deferred.push(cleanUp);
  try {
    process.exitCode = await command({ say, heading, defer, signal });
  } catch (error) {
    process.exitCode = signal.aborted ? 130 : 1;
    report(error, signal);
  } finally {
    for (const cleanUp of deferred.reverse()) await attempt(cleanUp);
    release();
  }
}

/** However often Ctrl-C comes, the command cleans up: it waits for nothing without a bound. */
function abortOnSignals() {
  const controller = new AbortController();
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM'];
  const release = () => {
    for (const name of signals) process.off(name, abort);
  };
  const abort = (/** @type {NodeJS.Signals} */ name) => {
    controller.abort(new Interruption(name));
  };
  for (const name of signals) process.on(name, abort);
  return { signal: controller.signal, release };
}

/** @param {string} [line] */
function say(line = '') {
  console.log(line);
}

/** @param {string} title */
function heading(title) {
  console.log(`\n=== ${title} ===`);
}

/**
 * @param {unknown} error
 * @param {AbortSignal} signal
 */
function report(error, signal) {
  if (signal.aborted) console.error('\nInterrupted.');
  else if (error instanceof SetupError) console.error(`\n${error.message}`);
  else console.error(error);
}

/** @param {() => unknown} cleanUp */
async function attempt(cleanUp) {
  try {
    await cleanUp();
  } catch (error) {
    process.exitCode ||= 1;
    console.error('Cannot clean up:', error);
  }
}

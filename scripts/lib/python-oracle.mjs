import { existsSync } from 'node:fs';
import { installMissing, isDebianRoot } from './debian-packages.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** Debian's own interpreter and libraries: what the oracle tests compare with. */
const interpreter = '/usr/bin/python3';
const packages = ['python3', 'python3-jinja2', 'python3-dateutil'];

/**
 * Makes sure that the oracle is there.
 * @param {(line: string) => void} say
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} false where it cannot be had; in CI that is an error
 */
export async function ensurePythonOracle(say, env = process.env) {
  if (await hasOracle()) return true;
  if (isDebianRoot()) {
    await installMissing(() => packages, say);
    if (await hasOracle()) return true;
  }
  const missing = `The oracle tests need ${interpreter} with jinja2 and dateutil (Debian: ${packages.join(' ')}).`;
  if (env['CI'] === 'true') throw new SetupError(missing);
  say(`${missing} They are left out.`);
  return false;
}

async function hasOracle() {
  if (!existsSync(interpreter)) return false;
  const { exitCode } = await runCommand(interpreter, ['-c', 'import jinja2, dateutil']);
  return exitCode === 0;
}

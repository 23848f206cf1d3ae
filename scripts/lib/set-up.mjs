import { buildIfStale } from './build.mjs';
import { installDependencies } from './dependencies.mjs';
import { projectFolder } from './project.mjs';
import { SetupError } from './setup-error.mjs';

/** @import { CommandContext } from './command.mjs' */

/**
 * What every command needs first: packages and dist.
 * @param {CommandContext} context
 */
export async function setUp(context) {
  checkNode(process.versions.node);
  await installDependencies(projectFolder, context);
  await buildIfStale(projectFolder, context);
}

/**
 * The oldest Node that can `require` an ES module.
 * @param {string} version
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(`This is Node ${version}: install Node 20.19 or newer.`);
}

import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './run-command.mjs';

/**
 * What differs from the last commit.
 * @param {string} project
 * @returns {Promise<string>} empty when nothing does
 */
export async function uncommitted(project) {
  return (await mustRun('git', ['status', '--porcelain'], { cwd: project })).trimEnd();
}

/**
 * Makes a folder that has what is committed and nothing else, but for the installed packages.
 * @param {string} project
 * @param {string} folder  does not exist yet
 * @param {AbortSignal} signal
 */
export async function checkOut(project, folder, signal) {
  mkdirSync(folder);
  const archive = `${folder}.tar`;
  await mustRun('git', ['archive', '--format=tar', `--output=${archive}`, 'HEAD'], { cwd: project, signal });
  await mustRun('tar', ['-xf', archive], { cwd: folder, signal });
  linkPackages(join(project, 'node_modules'), join(folder, 'node_modules'));
}

/**
 * Package by package: what is kept beside them, such as the note of what dist was built from, belongs to the project.
 * @param {string} source
 * @param {string} target
 */
function linkPackages(source, target) {
  mkdirSync(target);
  for (const name of readdirSync(source)) {
    if (name !== '.cache') symlinkSync(join(source, name), join(target, name));
  }
}

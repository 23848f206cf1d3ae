import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * One entry of a lock file, as far as it says what is installed.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/**
 * Installs the dependencies that package-lock.json names, unless they are there already.
 * @param {string} project
 * @param {Pick<import('./command.mjs').CommandContext, 'say' | 'signal'>} context
 */
export async function installDependencies(project, { say, signal }) {
  const reason = whyInstall(project);
  if (reason === undefined) return;
  say(`Installing npm packages: ${reason}.`);
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { exitCode } = await runCommand('npm', args, { cwd: project, show: true, signal });
  if (exitCode !== 0)
    throw new SetupError('npm could not install the packages of package-lock.json: see above.');
}

/**
 * @param {string} project
 * @returns {string | undefined} why the dependencies have to be installed
 */
export function whyInstall(project) {
  // npm writes this file at the end of each installation.
  const installed = readLock(join(project, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return 'none are installed';
  const wanted = readLock(join(project, 'package-lock.json')) ?? {};
  return (
    firstDifference(wanted, installed) ??
    firstMissing(installed, (path) => existsSync(join(project, path, 'package.json')))
  );
}

/**
 * @param {LockFile} wanted  package-lock.json
 * @param {LockFile} installed  what npm has noted in node_modules
 * @returns {string | undefined} what differs
 */
export function firstDifference(wanted, installed) {
  const wantedPackages = wanted.packages ?? {};
  const installedPackages = installed.packages ?? {};
  for (const [path, locked] of Object.entries(wantedPackages)) {
    if (path === '') continue;
    const found = installedPackages[path];
    if (found === undefined && mayBeAbsent(locked)) continue;
    if (found === undefined) return `${path} is missing`;
    if (!isSame(locked, found)) return `${path} is not the version of package-lock.json`;
  }
  const extra = Object.keys(installedPackages).find((path) => !(path in wantedPackages));
  return extra && `${extra} is not in package-lock.json`;
}

/**
 * @param {LockFile} installed
 * @param {(path: string) => boolean} exists
 */
function firstMissing(installed, exists) {
  const missing = Object.keys(installed.packages ?? {}).find((path) => !exists(path));
  return missing && `${missing} has been removed`;
}

/**
 * npm leaves out optional packages that are for other systems.
 * @param {LockedPackage} locked
 */
function mayBeAbsent(locked) {
  return locked.optional === true || locked.devOptional === true;
}

/**
 * @param {LockedPackage} one
 * @param {LockedPackage} other
 */
function isSame(one, other) {
  return one.version === other.version && one.integrity === other.integrity;
}

/**
 * @param {string} path
 * @returns {LockFile | undefined}
 */
function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
